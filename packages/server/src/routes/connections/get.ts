import type { getConnection, listConnections } from "@stepwell/api";
import type { Handler } from "../../call.ts";
import { presentConnection } from "../../presenters/connection.ts";
import { notFound } from "../../refuse.ts";

export const list: Handler<typeof listConnections> = async ({ environment }) => ({
  items: environment.connections.all().map(presentConnection),
});

export const get: Handler<typeof getConnection> = async ({ environment, params }) => {
  const row = environment.connections.find(params.name);
  if (!row) throw notFound("connection", params.name);
  return presentConnection(row);
};
