import { useEffect, useState } from "react";
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

/** Those that come with the run; of a longer run also the pages behind them, as they are asked for. */
export function useStepRuns(run: RunDetail | undefined): StepRuns {
  const own = run?.stepRuns ?? none;
  const isLong = (run?.stepRunCount ?? 0) > own.length;
  const [wanted, want] = useState(0);
  const input = { params: { id: run?.id ?? "" }, query: { limit: pageSize } };
  const pages = usePages("listStepRuns", input, { isEnabled: isLong && wanted > 0 });
  const read = pages.items ?? none;
  const items = isLong && read.length > own.length ? read : own;
  const { hasMore, isLoadingMore, loadMore } = pages;
  // The pages begin at the first step run: the first of them hold what is shown already.
  const isShort = read.length > 0 && read.length < wanted && hasMore && !isLoadingMore;
  useEffect(() => {
    if (isShort) loadMore();
  }, [isShort, loadMore]);
  return {
    items,
    hasMore: items.length < (run?.stepRunCount ?? 0),
    loadMore: () => want(items.length + 1),
  };
}
