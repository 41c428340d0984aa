import { registry } from "@stepwell/catalog";
import { connectionUses, type WorkflowRow } from "@stepwell/core";
import type { Environment } from "../../environment.ts";
import { definitionOf, draftOf } from "../../presenters/workflow.ts";

/** Workflows by the names of the connections that their draft or active version names. */
export async function usersOfConnections(
  environment: Environment,
): Promise<ReadonlyMap<string, readonly WorkflowRow[]>> {
  const users = new Map<string, WorkflowRow[]>();
  for (const row of await environment.store.workflows())
    for (const name of await namesIn(environment, row)) {
      const known = users.get(name);
      if (known) known.push(row);
      else users.set(name, [row]);
    }
  return users;
}

async function namesIn({ store }: Environment, row: WorkflowRow): Promise<ReadonlySet<string>> {
  const { activeVersion: number } = row;
  const active = number === undefined ? undefined : await store.version(row.id, number);
  const definitions = [draftOf(row)];
  if (active) definitions.push(definitionOf(active.definition, `version of ${row.id}`));
  return new Set(definitions.flatMap((one) => connectionUses(one, registry)));
}
