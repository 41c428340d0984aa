import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { idParams, nothing } from "../../schemas.ts";

export const revokeKey = defineOperation({
  id: "keys.revoke",
  method: "DELETE",
  path: "/api/v1/keys/{id}",
  isInstallation: true,
  summary: "Revokes an API key at once.",
  permission: "keys.manage",
  params: idParams,
  query: nothing,
  body: nothing,
  answer: z.null(),
  status: 204,
  problems: ["not_found", "forbidden"],
});
