import type { StepRun } from "./step-run-tree.ts";
import type { TimeSpan } from "./time-axis.ts";

/* The attempts of a step run: one, where it was not tried again. */

export interface Attempt {
  readonly id: string;
  readonly number: number;
  readonly status: StepRun["status"];
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly error: { readonly code: string; readonly message: string } | undefined;
  /** When the one after it was due. */
  readonly nextAt: string | undefined;
}

export function attemptsOf(stepRun: StepRun): readonly Attempt[] {
  const { attemptList, status, startedAt, endedAt, error } = stepRun;
  const only = { id: "1", number: 1, status, startedAt, endedAt, error, nextAt: undefined };
  return (
    attemptList?.map((attempt) => ({
      ...attempt,
      id: String(attempt.number),
      status: statusOf(attempt, status),
      error: attempt.error,
      nextAt: attempt.nextAt,
    })) ?? [only]
  );
}

type Given = NonNullable<StepRun["attemptList"]>[number];

/** A step whose failure was handled has failed as its attempt has; only the last one shares its fate. */
function statusOf({ error, endedAt }: Given, status: StepRun["status"]): StepRun["status"] {
  if (error) return "failed";
  return endedAt === null ? "running" : status;
}

export interface Segment {
  readonly from: number;
  readonly to: number;
  readonly look: StepRun["status"];
}

/** What a bar is made of: attempts, and the waits between and behind them. */
export function segmentsOf(stepRun: StepRun, now: number): readonly Segment[] {
  const attempts = attemptsOf(stepRun);
  const end = stepRun.endedAt === null ? now : Date.parse(stepRun.endedAt);
  return attempts.flatMap(({ status, startedAt, endedAt, nextAt }, index) => {
    const from = Date.parse(startedAt);
    const to = endedAt === null ? end : Date.parse(endedAt);
    const next = attempts[index + 1];
    const until = next ? Date.parse(next.startedAt) : end;
    const after = nextAt === undefined ? stepRun.status : "waiting";
    const own: Segment = { from, to, look: status };
    return until > to ? [own, { from: to, to: until, look: after }] : [own];
  });
}

/** When anything began or ended in it. */
export function instantsIn(stepRun: StepRun): readonly (string | null)[] {
  const inner = stepRun.attemptList?.flatMap(({ startedAt, endedAt }) => [startedAt, endedAt]);
  return [stepRun.startedAt, stepRun.endedAt, ...(inner ?? [])];
}

/** When it was at work: at its attempts, up to now where the last one is under way. */
export function workIn(stepRun: StepRun, now: number): readonly TimeSpan[] {
  const end = stepRun.endedAt === null ? now : Date.parse(stepRun.endedAt);
  return attemptsOf(stepRun)
    .filter(({ status }) => status !== "waiting")
    .map(({ startedAt, endedAt }) => ({
      from: Date.parse(startedAt),
      to: endedAt === null ? end : Date.parse(endedAt),
    }));
}
