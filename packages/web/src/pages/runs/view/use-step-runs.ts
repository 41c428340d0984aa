import { useMemo } from "react";
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
  const input = { params: { id: run?.id ?? "" }, query: { limit: pageSize } };
  const pages = usePages("listStepRuns", input, { isEnabled: isLong });
  const read = pages.items ?? none;
  const items = isLong && read.length > own.length ? read : own;
  return useMemo(
    () => ({ items, hasMore: isLong && pages.hasMore, loadMore: pages.loadMore }),
    [items, isLong, pages.hasMore, pages.loadMore],
  );
}
