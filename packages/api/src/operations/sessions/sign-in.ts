import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { email, givenPassword, user } from "../../people-schemas.ts";
import { nothing } from "../../schemas.ts";

export const signIn = defineOperation({
  id: "sessions.sign_in",
  method: "POST",
  path: "/api/auth/sign-in/email",
  isInstallation: true,
  summary: "Begins a session: the answer sets its cookie.",
  permission: "public",
  params: nothing,
  query: nothing,
  body: z.strictObject({ email, password: givenPassword }),
  answer: z.object({ user }),
  status: 200,
  problems: ["invalid_input", "invalid_credentials", "too_many_requests"],
});
