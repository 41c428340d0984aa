import { defineOperation } from "../../operation.ts";
import { connection, newConnection, nothing } from "../../schemas.ts";

export const createConnection = defineOperation({
  id: "connections.create",
  method: "POST",
  path: "/connections",

  summary: "Stores a connection; its secrets are encrypted and never leave the server.",
  permission: "connections.write",
  params: nothing,
  query: nothing,
  body: newConnection,
  answer: connection,
  status: 201,
  problems: ["invalid_input", "connection_exists"],
});
