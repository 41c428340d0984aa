import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { linkToken, newPassword, personName, user } from "../../people-schemas.ts";
import { nothing } from "../../schemas.ts";

export const acceptInvitation = defineOperation({
  id: "invitations.accept",
  method: "POST",
  path: "/api/v1/invitations/accept",
  isInstallation: true,
  summary: "Makes the invited person a member and signs him in.",
  permission: "public",
  params: nothing,
  query: nothing,
  body: z.strictObject({ token: linkToken, name: personName, password: newPassword }),
  answer: z.object({ user }),
  status: 201,
  problems: ["invalid_input", "invalid_token", "too_many_requests"],
});
