import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { nothing } from "../../schemas.ts";

export const listSecrets = defineOperation({
  id: "secrets.list",
  method: "GET",
  path: "/secrets",

  summary: "The names of the environment's secrets; their values never leave the server.",
  permission: "secrets.read",
  params: nothing,
  query: nothing,
  body: nothing,
  answer: z.object({ items: z.array(z.object({ name: z.string() })) }),
  status: 200,
  problems: [],
});
