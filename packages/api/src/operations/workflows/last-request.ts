import { jsonValue } from "@stepwell/core";
import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { idParams, nothing, parsedVariable, time } from "../../schemas.ts";

export const lastRequest = defineOperation({
  id: "workflows.last_request",
  method: "GET",
  path: "/workflows/{id}/webhook/last",

  summary:
    "The last request that the webhook received, with the variables that can be read from it.",
  permission: "workflows.read",
  payloadPermission: "runs.read_payload",
  params: idParams,
  query: nothing,
  body: nothing,
  answer: z.object({
    receivedAt: time.nullable(),
    data: jsonValue,
    variables: z.array(parsedVariable),
    /** Data and variables are hidden without the permission runs.read_payload. */
    confidential: z.boolean(),
    /** Until then the next request is waited for, as `startCapture` asked. */
    listeningUntil: time.nullable(),
  }),
  status: 200,
  problems: ["not_found"],
});
