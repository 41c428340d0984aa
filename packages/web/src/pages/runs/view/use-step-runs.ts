import { useMemo, useState } from "react";
import { usePages } from "../../../api/pages.ts";
import type { RunDetail, StepRun } from "../model/step-run-tree.ts";

export interface StepRuns {
  readonly items: readonly StepRun[];
  readonly hasMore: boolean;
  loadMore(): void;
}

export function isOpen({ endedAt }: Pick<RunDetail, "endedAt">): boolean {
  return endedAt === null;
}

const none: readonly StepRun[] = [];
const pageSize = 200;

/**
 * Those that come with the run; of a longer run also the pages behind them, as they are asked for.
 * Their cursor is how many step runs were read before.
 */
export function useStepRuns(run: RunDetail): StepRuns {
  const own = run.stepRuns;
  const isLong = run.stepRunCount > own.length;
  const [isAsked, ask] = useState(false);
  const input = { params: { id: run.id }, query: { limit: pageSize } };
  const pages = usePages("listStepRuns", input, {
    isEnabled: isLong && isAsked,
    firstCursor: String(own.length),
    // Those of an ended run do not change.
    ...(run.endedAt !== null && { asOf: run.endedAt }),
  });
  const read = pages.items ?? none;
  const items = useMemo(() => (isLong ? [...own, ...read] : own), [isLong, own, read]);
  return {
    items,
    hasMore: items.length < run.stepRunCount,
    loadMore: () => (isAsked ? pages.loadMore() : ask(true)),
  };
}
