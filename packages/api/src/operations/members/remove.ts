import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { idParams, nothing } from "../../schemas.ts";

export const removeMember = defineOperation({
  id: "members.remove",
  method: "DELETE",
  path: "/api/v1/members/{id}",
  isInstallation: true,
  summary: "Removes a member; all his sessions end at once.",
  permission: "members.manage",
  params: idParams,
  query: nothing,
  body: nothing,
  answer: z.null(),
  status: 204,
  problems: ["not_found", "forbidden", "last_owner"],
});
