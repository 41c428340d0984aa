import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { idParams, nothing, time } from "../../schemas.ts";

export const startCapture = defineOperation({
  id: "workflows.start_capture",
  method: "POST",
  path: "/workflows/{id}/webhook/capture",

  summary:
    "For five minutes, takes the next request to the webhook's address as a sample, also of a workflow that is not active: it is checked as the draft's trigger says, answered 200, and starts no run. Where the workflow is active, the request starts its run as always.",
  permission: "workflows.write",
  params: idParams,
  query: nothing,
  body: nothing,
  answer: z.object({
    until: time,
    /** Of the last request before: another time, and the next one has come. */
    receivedAt: time.nullable(),
  }),
  status: 200,
  problems: ["not_found", "invalid_input"],
});
