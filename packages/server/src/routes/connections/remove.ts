import { type deleteConnection, ProblemError } from "@stepwell/api";
import { registry } from "@stepwell/catalog";
import { connectionUses, type WorkflowRow } from "@stepwell/core";
import type { Handler } from "../../call.ts";
import type { Environment } from "../../environment.ts";
import { definitionOf, draftOf } from "../../presenters/workflow.ts";
import { notFound } from "../../refuse.ts";

export const remove: Handler<typeof deleteConnection> = async ({ environment, params, query }) => {
  const { name } = params;
  const { connections, exclusive } = environment;
  await exclusive(async () => {
    if (!connections.find(name)) throw notFound("connection", name);
    const users = query.force ? [] : await usersOf(environment, name);
    if (users.length > 0) throw inUse(name, users);
    await connections.delete(name);
  });
  return null;
};

/** Workflows whose draft or active version names the connection. */
async function usersOf(environment: Environment, name: string): Promise<readonly WorkflowRow[]> {
  const users: WorkflowRow[] = [];
  for (const row of await environment.store.workflows()) {
    const { activeVersion: number } = row;
    const active =
      number === undefined ? undefined : await environment.store.version(row.id, number);
    const definitions = [draftOf(row)];
    if (active) definitions.push(definitionOf(active.definition, `version of ${row.id}`));
    if (definitions.some((one) => connectionUses(one, registry).includes(name))) users.push(row);
  }
  return users;
}

function inUse(connection: string, users: readonly WorkflowRow[]): ProblemError {
  const detail = `The connection ${connection} is used by the workflows below; delete it anyway with ?force=true.`;
  const issues = users.map(({ id, name }) => ({ path: id, code: "used_by", message: name }));
  return new ProblemError("connection_in_use", detail, { issues });
}
