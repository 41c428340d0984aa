import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { nothing } from "../../schemas.ts";

export const signOut = defineOperation({
  id: "sessions.sign_out",
  method: "POST",
  path: "/api/auth/sign-out",
  isInstallation: true,
  summary: "Ends the session of the cookie, where there is one.",
  permission: "public",
  params: nothing,
  query: nothing,
  body: nothing,
  answer: z.null(),
  status: 204,
  problems: [],
});
