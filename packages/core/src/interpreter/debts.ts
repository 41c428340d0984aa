import type { JsonObject } from "../json.ts";
import type { ProgramStep } from "../program.ts";
import { type Frame, isEnded, type OpenStep, type Run, type WaitState } from "../run.ts";
import { runSignal } from "../signal.ts";
import type { WorkflowCall } from "../step-type.ts";
import { canEnter } from "./frames.ts";
import { openFrames } from "./open-steps.ts";

/**
 * What the host still owes a run. It follows from the run alone and is never kept beside it, so a
 * crash cannot lose it.
 */
export interface Debts {
  readonly performs: readonly PerformDebt[];
  /** The earliest time at which the run wants to be woken, its own time-out included. */
  readonly wakeAt: number | undefined;
  /** The slice ended before the work did. */
  readonly mustProceed: boolean;
  readonly signals: readonly string[];
  /** Workflows to be called. */
  readonly calls: readonly CallDebt[];
}

/** Its identity is run and path: the same call twice starts one run. */
export interface CallDebt {
  readonly path: string;
  readonly call: WorkflowCall;
}

/** One action to perform. Its identity is run and path; the attempt is no part of it. */
export interface PerformDebt {
  readonly step: ProgramStep;
  readonly path: string;
  readonly attempt: number;
  readonly startedAt: number;
  readonly request: JsonObject;
  /** At-most-once: the intent must be durable before the action. */
  readonly mustIntend: boolean;
  /** The intent is durable: after a crash nobody knows whether the action was done. */
  readonly isIntended: boolean;
}

const nothing: Debts = {
  performs: [],
  wakeAt: undefined,
  mustProceed: false,
  signals: [],
  calls: [],
};

/** A run never changes after its fact: what follows from it is worked out once. */
const known = new WeakMap<Run, Debts>();

export function pending(run: Run): Debts {
  if (isEnded(run) || !run.root) return nothing;
  const before = known.get(run);
  if (before) return before;
  const debts = debtsOf(run);
  known.set(run, debts);
  return debts;
}

function debtsOf(run: Run): Debts {
  const performs: PerformDebt[] = [];
  const signals: string[] = [];
  const calls: CallDebt[] = [];
  let wakeAt = run.timeoutAt;
  let mustProceed = false;
  for (const frame of openFrames(run)) {
    mustProceed ||= isPaused(frame);
    const { current } = frame;
    if (!current) continue;
    wakeAt = earliest(wakeAt, wakeOf(current));
    if (current.state.kind === "perform") performs.push(performOf(current, current.state));
    if (current.state.kind === "wait") oweWait(current.path, current.state, { signals, calls });
  }
  return { performs, wakeAt, mustProceed, signals, calls };
}

interface WaitDebts {
  readonly signals: string[];
  readonly calls: CallDebt[];
}

function oweWait(path: string, state: WaitState, { signals, calls }: WaitDebts): void {
  const { call } = state.wait;
  if (call && state.calledRunId === undefined) calls.push({ path, call });
  const signal = signalOf(state);
  if (signal !== undefined) signals.push(signal);
}

/** The signal that a step waits for, the end of a called run included. */
export function signalOf({ wait, calledRunId }: WaitState): string | undefined {
  return calledRunId === undefined ? wait.signal : runSignal(calledRunId);
}

function isPaused({ current, position, steps }: Frame): boolean {
  if (!current) return position < steps.length;
  return current.state.kind === "frames" && canEnter(current.state);
}

function wakeOf({ state, deadlineAt }: OpenStep): number | undefined {
  if (state.kind === "retry") return earliest(deadlineAt, state.at);
  return state.kind === "wait" ? earliest(deadlineAt, state.wait.untilMs) : deadlineAt;
}

function earliest(left: number | undefined, right: number | undefined): number | undefined {
  if (left === undefined) return right;
  return right === undefined ? left : Math.min(left, right);
}

function performOf(
  { step, path, startedAt }: OpenStep,
  state: Extract<OpenStep["state"], { kind: "perform" }>,
): PerformDebt {
  const { request, attempt, isIntended } = state;
  const isAtMostOnce = step.config.kind === "action" && step.config.promise === "at_most_once";
  const mustIntend = isAtMostOnce && !isIntended;
  return { step, path, startedAt, attempt, request, isIntended, mustIntend };
}
