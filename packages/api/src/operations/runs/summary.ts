import { defineOperation } from "../../operation.ts";
import { idParams, nothing, runSummary } from "../../schemas.ts";

export const getRunSummary = defineOperation({
  id: "runs.summary",
  method: "GET",
  path: "/runs/{id}/summary",

  summary: "What a run is, without its data and its step runs.",
  permission: "runs.read",
  payloadPermission: "runs.read_payload",
  params: idParams,
  query: nothing,
  body: nothing,
  answer: runSummary,
  status: 200,
  problems: ["not_found"],
});
