import {
  type CountSpan,
  type EndedRunCount,
  type OpenRunCounts,
  required,
  type RunStatus,
  runStatuses,
} from "@stepwell/core";
import { numberOf, textOf } from "./cells.ts";
import { hourMs } from "./ended-runs.ts";
import type { Reader } from "./reader.ts";
import { workflowsWithRuns } from "./run-places.ts";

export const runCountQueries = {
  ended: `SELECT CAST(hour / ?1 AS INTEGER) AS bucket, workflow_id, status, sum(count) AS count FROM run_count
    WHERE hour >= ?2 AND hour < ?3 GROUP BY 1, 2, 3`,
  open: `SELECT count(*) AS count FROM run WHERE workflow_id = ? AND status = ?`,
} as const;

const bucketHours = { hour: 1, day: 24 } as const;

export function endedRunCounts(reader: Reader, { from, to, bucket }: CountSpan) {
  const hours = bucketHours[bucket];
  const span = [Math.ceil(from / hourMs), Math.ceil(to / hourMs)] as const;
  return reader.all(runCountQueries.ended, hours, ...span).map((row): EndedRunCount => {
    const status = textOf(row, "status");
    return {
      workflowId: textOf(row, "workflow_id"),
      start: numberOf(row, "bucket") * hours * hourMs,
      status: required(
        runStatuses.find((one) => one === status),
        "a run's status",
      ),
      count: numberOf(row, "count"),
    };
  });
}

export function openRunCounts(reader: Reader): OpenRunCounts {
  const workflows = workflowsWithRuns(reader.connection);
  const count = (status: RunStatus): number =>
    workflows
      .map((id) => numberOf(reader.get(runCountQueries.open, id, status) ?? {}, "count"))
      .reduce((sum, one) => sum + one, 0);
  return { queued: count("queued"), running: count("running"), waiting: count("waiting") };
}
