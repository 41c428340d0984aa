import { type deleteConnection, ProblemError } from "@stepwell/api";
import type { WorkflowRow } from "@stepwell/core";
import type { Handler } from "../../call.ts";
import { notFound } from "../../refuse.ts";
import { usersOfConnections } from "./users.ts";

export const remove: Handler<typeof deleteConnection> = async ({ environment, params, query }) => {
  const { name } = params;
  const { connections, exclusive } = environment;
  await exclusive(async () => {
    if (!connections.find(name)) throw notFound("connection", name);
    const users = query.force ? [] : ((await usersOfConnections(environment)).get(name) ?? []);
    if (users.length > 0) throw inUse(name, users);
    await connections.delete(name);
  });
  return null;
};

function inUse(connection: string, users: readonly WorkflowRow[]): ProblemError {
  const detail = `The connection ${connection} is used by the workflows below; delete it anyway with ?force=true.`;
  const issues = users.map(({ id, name }) => ({ path: id, code: "used_by", message: name }));
  return new ProblemError("connection_in_use", detail, { issues });
}
