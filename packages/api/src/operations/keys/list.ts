import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { apiKey, nothing } from "../../schemas.ts";

export const listKeys = defineOperation({
  id: "keys.list",
  method: "GET",
  path: "/api/v1/keys",
  isInstallation: true,
  summary: "The installation's API keys, without their secrets.",
  permission: "keys.manage",
  params: nothing,
  query: nothing,
  body: nothing,
  answer: z.object({ items: z.array(apiKey) }),
  status: 200,
  problems: [],
});
