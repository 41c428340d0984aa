import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { nothing } from "../../schemas.ts";

export const revokeSession = defineOperation({
  id: "sessions.revoke",
  method: "POST",
  path: "/api/auth/revoke-session",
  isInstallation: true,
  summary: "Ends one of one's own sessions at once.",
  permission: "me.write",
  params: nothing,
  query: nothing,
  body: z.strictObject({ id: z.string().min(1).max(100) }),
  answer: z.null(),
  status: 204,
  problems: ["invalid_input", "not_found", "session_needed"],
});
