import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { member, roleGrants } from "../../people-schemas.ts";
import { idParams, nothing } from "../../schemas.ts";

export const updateMember = defineOperation({
  id: "members.update",
  method: "PATCH",
  path: "/api/v1/members/{id}",
  isInstallation: true,
  summary: "Gives a member other roles; nobody gives or takes a role above his own.",
  permission: "members.manage",
  params: idParams,
  query: nothing,
  body: z.strictObject({ roles: roleGrants }),
  answer: member,
  status: 200,
  audit: { fields: ["roles"] },
  problems: ["invalid_input", "not_found", "forbidden", "last_owner"],
});
