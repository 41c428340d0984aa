import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { idParams, nothing } from "../../schemas.ts";

export const deleteInvitation = defineOperation({
  id: "invitations.delete",
  method: "DELETE",
  path: "/api/v1/invitations/{id}",
  isInstallation: true,
  summary: "Takes an invitation back: its link works no longer.",
  permission: "members.manage",
  params: idParams,
  query: nothing,
  body: nothing,
  answer: z.null(),
  status: 204,
  problems: ["not_found", "forbidden"],
});
