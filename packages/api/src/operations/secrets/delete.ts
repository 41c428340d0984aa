import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { nothing, secretParams } from "../../schemas.ts";

export const deleteSecret = defineOperation({
  id: "secrets.delete",
  method: "DELETE",
  path: "/secrets/{name}",

  summary: "Deletes a secret.",
  permission: "secrets.write",
  params: secretParams,
  query: nothing,
  body: nothing,
  answer: z.null(),
  status: 204,
  problems: ["not_found"],
});
