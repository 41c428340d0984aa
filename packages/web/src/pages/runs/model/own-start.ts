import type { RunSummary } from "../list/run-summary.ts";
import type { RunDetail, StepRun } from "./step-run-tree.ts";
import type { TimeSpan } from "./time-axis.ts";

/** When a run began what it has done itself: a resumed one has the beginning of the run before it. */
export function ownStart({
  startedAt,
  createdAt,
  rerunOf,
}: Pick<RunSummary, "startedAt" | "createdAt" | "rerunOf">): string | null {
  if (startedAt === null || rerunOf === null) return startedAt;
  return Date.parse(startedAt) < Date.parse(createdAt) ? createdAt : startedAt;
}

type Times = Pick<StepRun, "startedAt" | "endedAt">;
type Resumed = Pick<RunDetail, "resumedAt" | "createdAt">;

/**
 * Whether a step's times are those of the run before this one. That it was done there cannot be told
 * by them: what needs no outside is computed again, and another version may have another result.
 */
export function isFromBefore(
  { endedAt }: Pick<Times, "endedAt">,
  { resumedAt }: Pick<Resumed, "resumedAt">,
): boolean {
  return resumedAt !== undefined && endedAt !== null && Date.parse(endedAt) < Date.parse(resumedAt);
}

/** When a step began what it has done in this run: one from before has its old times. */
export function ownPart(step: Times, run: Resumed): string {
  const { startedAt } = step;
  if (run.resumedAt === undefined || isFromBefore(step, run)) return startedAt;
  // The run goes on when it is made, which is a little later than it was asked for.
  const own = latest(run.resumedAt, run.createdAt);
  return latest(startedAt, step.endedAt === null ? own : earliest(own, step.endedAt));
}

/** Of spans of a step's time those of this run, from where it went on. */
export function ownSpans<Span extends TimeSpan>(
  spans: readonly Span[],
  step: Times,
  run: Resumed,
): readonly Span[] {
  const own = Date.parse(ownPart(step, run));
  return spans
    .filter(({ to }) => to >= own)
    .map((span) => ({ ...span, from: Math.max(span.from, own) }));
}

function latest(one: string, other: string): string {
  return Date.parse(one) >= Date.parse(other) ? one : other;
}

function earliest(one: string, other: string): string {
  return Date.parse(one) <= Date.parse(other) ? one : other;
}
