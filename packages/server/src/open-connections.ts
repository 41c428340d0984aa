import type { ConnectionContent, ConnectionPort } from "@stepwell/core";
import type { ConnectionRow, Installation } from "@stepwell/store";

/** The connections of one environment; what may be shown of them is in memory. */
export interface OpenConnections extends ConnectionPort {
  all(): readonly ConnectionRow[];
  find(name: string): ConnectionRow | undefined;
  /** Makes it or replaces it. */
  put(name: string, content: ConnectionContent, at: number): Promise<ConnectionRow>;
  delete(name: string): Promise<void>;
}

export async function openConnections(
  { connections }: Installation,
  environment: string,
): Promise<OpenConnections> {
  const rows = new Map<string, ConnectionRow>();
  for (const row of await connections.list(environment)) rows.set(row.name, row);
  return {
    all: () => [...rows.values()].toSorted((left, right) => (left.name < right.name ? -1 : 1)),
    find: (name) => rows.get(name),
    open: (name) => connections.open(environment, name),
    async put(name, content, at) {
      const row = await connections.put({ environment, name, at }, content);
      rows.set(name, row);
      return row;
    },
    async delete(name) {
      await connections.delete(environment, name);
      rows.delete(name);
    },
  };
}
