import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { idParams, nothing, time } from "../../schemas.ts";

export const readCapture = defineOperation({
  id: "workflows.read_capture",
  method: "GET",
  path: "/workflows/{id}/webhook/capture",

  summary:
    "Is the next request waited for, and when did the last one come? Without what was in it, to be asked often.",
  permission: "workflows.read",
  params: idParams,
  query: nothing,
  body: nothing,
  answer: z.object({
    /** Null where nobody waits any more. */
    listeningUntil: time.nullable(),
    /** Of the request that `GET …/webhook/last` tells. */
    receivedAt: time.nullable(),
  }),
  status: 200,
  problems: ["not_found"],
});
