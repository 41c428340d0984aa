import type { getConnection, listConnections } from "@stepwell/api";
import type { Handler } from "../../call.ts";
import { presentConnection } from "../../presenters/connection.ts";
import { notFound } from "../../refuse.ts";
import { usersOfConnections } from "./users.ts";

export const list: Handler<typeof listConnections> = async ({ environment, query }) => {
  const rows = environment.connections.all();
  if (!query.uses) return { items: rows.map(presentConnection) };
  const users = await usersOfConnections(environment);
  return {
    items: rows.map((row) => ({
      ...presentConnection(row),
      usedBy: (users.get(row.name) ?? []).map(({ id, name }) => ({ id, name })),
    })),
  };
};

export const get: Handler<typeof getConnection> = async ({ environment, params }) => {
  const row = environment.connections.find(params.name);
  if (!row) throw notFound("connection", params.name);
  return presentConnection(row);
};
