import { defineOperation } from "../../operation.ts";
import { idParams, nothing, runSummary } from "../../schemas.ts";

export const cancelRun = defineOperation({
  id: "runs.cancel",
  method: "POST",
  path: "/runs/{id}/cancel",

  summary: "Cancels a run that has not ended, with all that waits under it.",
  permission: "runs.control",
  payloadPermission: "runs.read_payload",
  params: idParams,
  query: nothing,
  body: nothing,
  answer: runSummary,
  status: 200,
  problems: ["not_found", "already_ended"],
});
