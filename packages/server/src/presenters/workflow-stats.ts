import type { AnswerOf, listWorkflows } from "@stepwell/api";
import type { EndedRunCount, Store } from "@stepwell/core";
import { bucketsOf, daySpanOf } from "../figures.ts";
import { isoTime } from "./time.ts";

type Stats = NonNullable<AnswerOf<typeof listWorkflows>["items"][number]["stats"]>;

/** Figures of workflows for a list; the counts of all are read once. */
export async function makeWorkflowStats(store: Store, days: number, now: number) {
  const span = daySpanOf(days, now);
  const counts = Map.groupBy(await store.endedRunCounts(span), ({ workflowId }) => workflowId);
  return async (workflowId: string): Promise<Stats> => ({
    lastRun: await lastRun(store, workflowId),
    days: daysOf(counts.get(workflowId) ?? []),
  });

  function daysOf(own: readonly EndedRunCount[]): Stats["days"] {
    return bucketsOf(span, own).map(({ start, succeeded, failed }) => ({
      start: isoTime(start),
      succeeded,
      failed,
    }));
  }
}

async function lastRun(store: Store, workflowId: string): Promise<Stats["lastRun"]> {
  const [run] = await store.runs({ workflowId }, { limit: 1, cursor: undefined });
  return run ? { id: run.id, status: run.status, at: isoTime(run.createdAt) } : null;
}
