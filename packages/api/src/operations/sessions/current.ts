import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { session, user } from "../../people-schemas.ts";
import { nothing } from "../../schemas.ts";

export const getSession = defineOperation({
  id: "sessions.current",
  method: "GET",
  path: "/api/auth/get-session",
  isInstallation: true,
  summary: "The session of the cookie; both null without one.",
  permission: "public",
  params: nothing,
  query: nothing,
  body: nothing,
  answer: z.object({ user: user.nullable(), session: session.nullable() }),
  status: 200,
  problems: [],
});
