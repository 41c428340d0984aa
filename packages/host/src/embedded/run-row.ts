import { isEnded, pending, type Run, type RunRow } from "@stepwell/core";

/** What stays the same in a run's row. */
export type RowBase = Pick<
  RunRow,
  | "workflowId"
  | "version"
  | "eventId"
  | "createdAt"
  | "rerunOf"
  | "concurrencyKey"
  | "settingsId"
  | "parentId"
>;

/** A run's row, derived from the run; writing it is progress, so its deaths start at 0 again. */
export function rowOf(run: Run, base: RowBase): RunRow {
  const { identity, status, reason, startedAt, endedAt } = run;
  return {
    ...base,
    id: identity.id,
    number: identity.number,
    attempt: identity.attempt,
    status,
    reason,
    message: run.failure?.message ?? run.message,
    startedAt,
    endedAt,
    wakeAt: isEnded(run) ? undefined : pending(run).wakeAt,
    seq: run.factCount,
    deaths: 0,
  };
}
