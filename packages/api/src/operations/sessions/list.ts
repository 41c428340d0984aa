import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { session } from "../../people-schemas.ts";
import { nothing } from "../../schemas.ts";

export const listSessions = defineOperation({
  id: "sessions.list",
  method: "GET",
  path: "/api/auth/list-sessions",
  isInstallation: true,
  summary: "One's own sessions.",
  permission: "me.read",
  params: nothing,
  query: nothing,
  body: nothing,
  answer: z.object({ items: z.array(session) }),
  status: 200,
  problems: ["session_needed"],
});
