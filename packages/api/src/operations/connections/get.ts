import { defineOperation } from "../../operation.ts";
import { connection, connectionParams, nothing } from "../../schemas.ts";

export const getConnection = defineOperation({
  id: "connections.get",
  method: "GET",
  path: "/connections/{name}",

  summary: "One connection: its settings, and which of its secrets are set.",
  permission: "connections.read",
  params: connectionParams,
  query: nothing,
  body: nothing,
  answer: connection,
  status: 200,
  problems: ["not_found"],
});
