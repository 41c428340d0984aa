import type { RunSummary } from "../list/run-summary.ts";
import type { RunDetail, StepRun } from "./step-run-tree.ts";

/** When a run began what it has done itself: a resumed one has the beginning of the run before it. */
export function ownStart({
  startedAt,
  createdAt,
  rerunOf,
}: Pick<RunSummary, "startedAt" | "createdAt" | "rerunOf">): string | null {
  if (startedAt === null || rerunOf === null) return startedAt;
  return Date.parse(startedAt) < Date.parse(createdAt) ? createdAt : startedAt;
}

/** When a step began what it has done in this run: one that was taken over has its old times. */
export function ownPart(
  { startedAt, endedAt }: Pick<StepRun, "startedAt" | "endedAt">,
  { resumedAt }: Pick<RunDetail, "resumedAt">,
): string {
  if (resumedAt === undefined) return startedAt;
  const at = Date.parse(resumedAt);
  const isTakenOver = endedAt !== null && Date.parse(endedAt) <= at;
  return isTakenOver || Date.parse(startedAt) >= at ? startedAt : resumedAt;
}
