import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { nothing } from "../../schemas.ts";

export const revokeOtherSessions = defineOperation({
  id: "sessions.revoke_others",
  method: "POST",
  path: "/api/auth/revoke-other-sessions",
  isInstallation: true,
  summary: "Ends all of one's own sessions but this one.",
  permission: "me.write",
  params: nothing,
  query: nothing,
  body: nothing,
  answer: z.null(),
  status: 204,
  problems: ["session_needed"],
});
