import { triggerId } from "../../../canvas/layout.ts";
import type { RunSearch } from "../routes.ts";
import type { RunDetail } from "./step-run-tree.ts";

/*
 * Whoever opens a failed run wants to see what failed: its step is chosen, until the person or the
 * address says another. The trigger stands for the run as a whole.
 */

export interface LookedAt {
  readonly search: RunSearch;
  /** Nobody has chosen the step. */
  readonly isPreset: boolean;
}

type Failing = Pick<RunDetail, "status" | "error">;

export function lookedAt(given: RunSearch, run: Failing): LookedAt {
  const { step, tab } = given;
  if (step === triggerId) return { search: { ...given, step: undefined }, isPreset: false };
  const failed = run.status === "failed" ? run.error?.stepId : undefined;
  // A tab without a step is one of the whole run.
  if (step !== undefined || tab !== undefined || failed === undefined)
    return { search: given, isPreset: false };
  return { search: { ...given, step: failed }, isPreset: true };
}

/** What the address says after a change: a choice of the whole run is one too. */
export function searchAfter(given: RunSearch, change: RunSearch, run: Failing): RunSearch {
  const { search } = lookedAt(given, run);
  const isOfStep = "step" in change || change.tab !== undefined;
  if (!isOfStep) return { ...given, ...change };
  const { step } = { ...search, ...change };
  const isWhole = step === undefined && run.status === "failed";
  return { ...given, ...change, step: isWhole ? triggerId : step };
}
