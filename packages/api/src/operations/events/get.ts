import { defineOperation } from "../../operation.ts";
import { event, idParams, nothing } from "../../schemas.ts";

export const getEvent = defineOperation({
  id: "events.get",
  method: "GET",
  path: "/events/{id}",

  summary: "One event with its data, decisions and runs.",
  permission: "events.read",
  payloadPermission: "runs.read_payload",
  params: idParams,
  query: nothing,
  body: nothing,
  answer: event,
  status: 200,
  problems: ["not_found"],
});
