import type { Connection } from "./connection.ts";
import type { Cell } from "./unit-batch.ts";

/* The ended runs of a batch, counted by hour, workflow and status: one row written for each of these. */

const addCount = `INSERT INTO run_count (hour, workflow_id, status, count) VALUES (?, ?, ?, ?)
  ON CONFLICT DO UPDATE SET count = count + excluded.count`;

export const hourMs = 3_600_000;

interface EndedCount {
  readonly hour: number;
  readonly workflowId: Cell;
  readonly status: Cell;
  count: number;
}

export interface EndedRuns {
  /** @param row of a run that has just been written; one that has not ended is passed over */
  add(row: readonly Cell[]): void;
  /** In the transaction of the runs. */
  write(connection: Connection): void;
}

/** Where a run's cells have them: see unit-batch.ts. */
const [workflowCell, statusCell, endedAtCell] = [2, 10, 14];

export function makeEndedRuns(): EndedRuns {
  const counts = new Map<string, EndedCount>();
  return {
    add(row) {
      const endedAt = row[endedAtCell];
      if (typeof endedAt !== "number") return;
      const [workflowId = null, status = null] = [row[workflowCell], row[statusCell]];
      const hour = Math.floor(endedAt / hourMs);
      const key = `${hour} ${workflowId} ${status}`;
      const known = counts.get(key);
      if (known) known.count += 1;
      else counts.set(key, { hour, workflowId, status, count: 1 });
    },
    write(connection) {
      for (const { hour, workflowId, status, count } of counts.values())
        connection.run(addCount, hour, workflowId, status, count);
    },
  };
}
