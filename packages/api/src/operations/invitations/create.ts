import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { email, invitation, roleGrants } from "../../people-schemas.ts";
import { nothing } from "../../schemas.ts";

export const createInvitation = defineOperation({
  id: "invitations.create",
  method: "POST",
  path: "/api/v1/invitations",
  isInstallation: true,
  summary:
    "Invites a person for 7 days, in place of an earlier invitation; only this answer has the link.",
  permission: "members.manage",
  params: nothing,
  query: nothing,
  body: z.strictObject({ email, roles: roleGrants }),
  answer: invitation.extend({ url: z.string() }),
  status: 201,
  audit: { fields: ["email", "roles"] },
  problems: ["invalid_input", "forbidden", "member_exists"],
});
