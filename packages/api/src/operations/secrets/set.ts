import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { nothing, secretParams } from "../../schemas.ts";

export const setSecret = defineOperation({
  id: "secrets.set",
  method: "PUT",
  path: "/secrets/{name}",

  summary: "Stores a secret, encrypted.",
  permission: "secrets.write",
  params: secretParams,
  query: nothing,
  body: z.strictObject({ value: z.string().min(1).max(65_536) }),
  answer: z.null(),
  status: 204,
  problems: ["invalid_input"],
});
