import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { nothing, parsedVariable } from "../../schemas.ts";

export const parseWebhookSample = defineOperation({
  id: "workflows.parse_sample",
  method: "POST",
  path: "/webhooks/parse",

  summary: "Reads all variables from a pasted URL, query string or JSON.",
  permission: "workflows.read",
  params: nothing,
  query: nothing,
  body: z.strictObject({ sample: z.string().max(1_048_576) }),
  answer: z.object({ kind: z.enum(["query", "json"]), variables: z.array(parsedVariable) }),
  status: 200,
  audit: { of: "nobody" },
  problems: ["invalid_input"],
});
