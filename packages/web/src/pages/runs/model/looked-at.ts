import { triggerId } from "../../../canvas/layout.ts";
import type { RunSearch } from "../routes.ts";
import type { Shown } from "./shown-step-runs.ts";
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

/** Of a long run it may not have been read yet: then there would be nothing to show. */
export function failedStepOf(
  { status, error }: Pick<RunDetail, "status" | "error">,
  { byStepId }: Pick<Shown, "byStepId">,
): string | undefined {
  const id = status === "failed" ? error?.stepId : undefined;
  return id !== undefined && byStepId.has(id) ? id : undefined;
}

export function lookedAt(given: RunSearch, failedId: string | undefined): LookedAt {
  const { step, tab } = given;
  if (step === triggerId) return { search: { ...given, step: undefined }, isPreset: false };
  // A tab without a step is one of the whole run.
  if (step !== undefined || tab !== undefined || failedId === undefined)
    return { search: given, isPreset: false };
  return { search: { ...given, step: failedId }, isPreset: true };
}

/** What the address says after a change: a choice of the whole run is one too. */
export function searchAfter(
  given: RunSearch,
  change: RunSearch,
  failedId: string | undefined,
): RunSearch {
  const isOfStep = "step" in change || change.tab !== undefined;
  if (!isOfStep) return { ...given, ...change };
  const { step } = { ...lookedAt(given, failedId).search, ...change };
  // Which step fails may not be known yet.
  const isWhole = step === undefined && ("step" in change || failedId !== undefined);
  return { ...given, ...change, step: isWhole ? triggerId : step };
}
