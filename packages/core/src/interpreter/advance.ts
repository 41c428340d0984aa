import { required } from "../assert.ts";
import type { Fact, OutcomeFact } from "../fact.ts";
import type { Program } from "../program.ts";
import {
  isEnded,
  type OpenState,
  type OpenStep,
  type PerformState,
  type RetryState,
  type Run,
  type RunReason,
  type WaitState,
} from "../run.ts";
import type { Json } from "../json.ts";
import type { CallEnd, RunEnd, WaitEnd } from "../step-type.ts";
import { copyRun } from "./copy-run.ts";
import { pending, signalOf } from "./debts.ts";
import { runList } from "./lists.ts";
import { type ListResult, type Machine, reasonOf, runVariableOf, type Trace } from "./machine.ts";
import { findOpen, openSteps } from "./open-steps.ts";
import { retryDelayMs } from "./retry.ts";

/** Steps that begin in one call; a run with more owes a `proceed`, so that others get their turn. */
export const sliceSteps = 1000;

/**
 * The interpreter: the run after a fact. Pure: the run given is not changed, and a fact that does
 * not concern it (late, doubled, or after the end) gives back the very same object. SPEC.md says
 * what must hold.
 */
export function advance(program: Program, run: Run, fact: Fact, trace?: Trace): Run {
  if (!concerns(run, fact)) return run;
  const next = copyRun(run);
  next.factCount += 1;
  const machine: Machine = {
    program,
    run: next,
    at: fact.at,
    trace,
    runVariable: runVariableOf(next),
    budget: sliceSteps,
    ending: undefined,
  };
  apply(machine, fact);
  if (!isEnded(next)) pump(machine);
  return next;
}

function concerns(run: Run, fact: Fact): boolean {
  if (isEnded(run)) return false;
  if (run.status === "queued")
    return fact.kind === "start" || fact.kind === "cancel" || fact.kind === "quarantine";
  return concernsBegun(run, fact);
}

function concernsBegun(run: Run, fact: Fact): boolean {
  switch (fact.kind) {
    case "start":
      return false;
    case "cancel":
    case "quarantine":
    case "resumed":
      return true;
    case "proceed":
      return pending(run).mustProceed;
    case "wake":
      return (pending(run).wakeAt ?? Infinity) <= fact.at;
    case "intent":
      return performing(run, fact)?.state.isIntended === false;
    case "outcome":
      return performing(run, fact) !== undefined;
    case "signal":
      return pending(run).signals.includes(fact.signal);
    case "called":
      return calling(run, fact.path) !== undefined;
  }
}

/** The step that waits for its call to be made. */
function calling(run: Run, path: string): WaitState | undefined {
  const state = findOpen(run, path)?.state;
  const isCalling = state?.kind === "wait" && state.wait.call && state.calledRunId === undefined;
  return isCalling ? state : undefined;
}

interface Performing {
  readonly open: OpenStep;
  readonly state: PerformState;
}

/** The action that a fact is about: one that is being performed, in the same attempt. */
function performing(
  run: Run,
  { path, attempt }: Extract<Fact, { kind: "intent" | "outcome" }>,
): Performing | undefined {
  const open = findOpen(run, path);
  if (open?.state.kind !== "perform" || open.state.attempt !== attempt) return undefined;
  return { open, state: open.state };
}

function apply(machine: Machine, fact: Fact): void {
  const { run } = machine;
  switch (fact.kind) {
    case "start":
      return start(machine, fact.seed);
    case "cancel":
      return end(machine, { status: "canceled", reason: fact.reason });
    case "resumed":
      return resume(machine);
    case "quarantine":
      run.message = `the process died ${fact.deaths} times while it worked on this run`;
      return end(machine, { status: "failed", reason: "quarantined" });
    default:
      return isTimedOut(run, fact.at)
        ? end(machine, { status: "failed", reason: "timeout" })
        : change(machine, fact);
  }
}

/** The clock began when the run started, and stops for nobody: what comes later is too late. */
function isTimedOut({ timeoutAt }: Run, at: number): boolean {
  return timeoutAt !== undefined && timeoutAt <= at;
}

function change(
  machine: Machine,
  fact: Exclude<Fact, { kind: "start" | "cancel" | "quarantine" | "resumed" }>,
): void {
  switch (fact.kind) {
    case "intent": {
      const { open, state } = required(performing(machine.run, fact), "the action is open");
      open.state = { ...state, isIntended: true };
      return;
    }
    case "outcome": {
      const { open, state } = required(performing(machine.run, fact), "the action is open");
      open.state = outcomeState(machine, fact, { open, state });
      return;
    }
    case "signal":
      return applySignal(machine, fact.signal, fact.value);
    case "called": {
      const state = required(calling(machine.run, fact.path), "the call is open");
      const open = required(findOpen(machine.run, fact.path), "the step is open");
      open.state = fact.result.ok
        ? { ...state, calledRunId: fact.result.runId }
        : { kind: "failed", failure: fact.result.failure };
      if (fact.result.ok) machine.trace?.called(open, fact.result.runId);
      return;
    }
    case "proceed":
    case "wake":
      return;
  }
}

function start(machine: Machine, seed: string | undefined): void {
  const { run, program, at } = machine;
  run.seed = seed ?? run.seed;
  run.status = "running";
  run.startedAt = at;
  machine.runVariable = runVariableOf(run);
  run.timeoutAt = program.timeoutMs === undefined ? undefined : at + program.timeoutMs;
  run.root = {
    parent: undefined,
    owner: undefined,
    index: 0,
    key: "",
    scope: undefined,
    steps: program.steps,
    position: 0,
    current: undefined,
    outputs: new Map(),
  };
}

/** All that has a time-out has the whole of it again. */
function resume({ run, program, at }: Machine): void {
  run.resumedAt = at;
  run.timeoutAt = program.timeoutMs === undefined ? undefined : at + program.timeoutMs;
  for (const open of openSteps(run))
    if (open.deadlineAt !== undefined)
      open.deadlineAt = at + required(open.step.timeoutMs, "a deadline has its time-out");
}

function outcomeState(
  { run, at, trace }: Machine,
  { result, attempt }: OutcomeFact,
  { open, state }: Performing,
): OpenState {
  if (result.ok) return { kind: "done", output: result.output };
  const { failure } = result;
  const seed = `${run.seed}/${open.path}`;
  const delay = retryDelayMs(open.step.retry, { attempt, failure, seed });
  if (delay === undefined) return { kind: "failed", failure };
  const retry: RetryState = {
    kind: "retry",
    request: state.request,
    failure,
    attempt: attempt + 1,
    at: at + delay,
  };
  trace?.postponed(open, at, retry);
  return retry;
}

function applySignal({ run }: Machine, signal: string, value: Json): void {
  for (const open of openSteps(run))
    if (open.state.kind === "wait" && signalOf(open.state) === signal)
      open.state = { ...open.state, end: waitEnd(open.state, value) };
}

function waitEnd({ calledRunId }: WaitState, value: Json): WaitEnd {
  return calledRunId === undefined
    ? { by: "signal", value }
    : { by: "call", end: value as unknown as CallEnd };
}

/** Goes as far as the facts allow, then says where the run stands. */
function pump(machine: Machine): void {
  const result = runList(machine, required(machine.run.root, "a started run has a root"));
  const { ending } = machine;
  if (ending?.kind === "ended") return endByStep(machine, ending.end);
  conclude(machine, ending ?? result);
}

function conclude(machine: Machine, result: ListResult): void {
  const { run } = machine;
  switch (result.kind) {
    case "open": {
      const { performs, calls, mustProceed } = pending(run);
      const isOwed = performs.length > 0 || calls.length > 0 || mustProceed;
      run.status = isOwed ? "running" : "waiting";
      return;
    }
    case "completed":
      return end(machine, { status: "succeeded" });
    case "stopped":
      return end(machine, { status: "succeeded", reason: "condition_not_met" });
    case "failed":
      run.failure = result.failure;
      return end(machine, { status: "failed", reason: reasonOf(result.failure) });
  }
}

function endByStep(machine: Machine, { result, message, response }: RunEnd): void {
  machine.run.message = message;
  machine.run.response = response;
  end(machine, { status: result === "succeed" ? "succeeded" : "failed", reason: "end_step" });
}

interface Conclusion {
  readonly status: "succeeded" | "failed" | "canceled";
  readonly reason?: RunReason;
}

function end({ run, at }: Machine, { status, reason }: Conclusion): void {
  run.status = status;
  run.reason = reason;
  run.endedAt = at;
  run.root = undefined;
}
