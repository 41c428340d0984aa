import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { email, linkToken, newPassword, personName, user } from "../../people-schemas.ts";
import { nothing } from "../../schemas.ts";

export const completeSetup = defineOperation({
  id: "setup.complete",
  method: "POST",
  path: "/api/v1/setup",
  isInstallation: true,
  summary: "Makes the first person, an owner, with the token that the server printed; signs in.",
  permission: "public",
  params: nothing,
  query: nothing,
  body: z.strictObject({ token: linkToken, name: personName, email, password: newPassword }),
  answer: z.object({ user }),
  status: 201,
  problems: ["invalid_input", "invalid_token", "too_many_requests"],
});
