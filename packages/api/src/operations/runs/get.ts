import { defineOperation } from "../../operation.ts";
import { idParams, nothing, run } from "../../schemas.ts";

export const getRun = defineOperation({
  id: "runs.get",
  method: "GET",
  path: "/runs/{id}",

  summary: "One run with its event and its first 500 step runs.",
  permission: "runs.read",
  payloadPermission: "runs.read_payload",
  params: idParams,
  query: nothing,
  body: nothing,
  answer: run,
  status: 200,
  problems: ["not_found"],
});
