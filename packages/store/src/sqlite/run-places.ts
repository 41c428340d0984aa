import type { Connection } from "./connection.ts";

/** The workflows that have runs, by jumps through the key of a list. */
export function workflowsWithRuns(connection: Connection): readonly string[] {
  const found: string[] = [];
  for (let last = ""; ;) {
    const row = connection.get(
      "SELECT workflow_id AS id FROM run WHERE workflow_id > ? ORDER BY workflow_id LIMIT 1",
      last,
    );
    if (!row) return found;
    last = row["id"] as string;
    found.push(last);
  }
}
