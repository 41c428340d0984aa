import { required, unreachable } from "../assert.ts";
import type { Fact, OutcomeFact } from "../fact.ts";
import type { Program } from "../program.ts";
import { isEnded, type OpenState, type OpenStep, type Run, type RunReason } from "../run.ts";
import type { RunEnd } from "../step-type.ts";
import { copyRun } from "./copy-run.ts";
import { pending } from "./debts.ts";
import { runList } from "./lists.ts";
import { type ListResult, type Machine, reasonOf, runVariableOf, type Trace } from "./machine.ts";
import { findOpen, openFrames } from "./open-steps.ts";
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
  switch (fact.kind) {
    case "start":
      return false;
    case "cancel":
    case "quarantine":
      return true;
    case "proceed":
      return pending(run).mustProceed;
    case "wake":
      return (pending(run).wakeAt ?? Infinity) <= fact.at;
    case "intent":
      return isPerforming(findOpen(run, fact.path), fact.attempt, false);
    case "outcome":
      return isPerforming(findOpen(run, fact.path), fact.attempt);
    case "signal":
      return pending(run).signals.includes(fact.signal);
    default:
      return unreachable(fact);
  }
}

function isPerforming(open: OpenStep | undefined, attempt: number, isIntended?: boolean): boolean {
  if (open?.state.kind !== "perform" || open.state.attempt !== attempt) return false;
  return isIntended === undefined || open.state.isIntended === isIntended;
}

function apply(machine: Machine, fact: Fact): void {
  const { run } = machine;
  switch (fact.kind) {
    case "start":
      return start(machine);
    case "cancel":
      return end(machine, { status: "canceled", reason: fact.reason });
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
  fact: Exclude<Fact, { kind: "start" | "cancel" | "quarantine" }>,
): void {
  switch (fact.kind) {
    case "intent":
      return setState(machine, fact.path, (state) =>
        state.kind === "perform" ? { ...state, isIntended: true } : state,
      );
    case "outcome":
      return setState(machine, fact.path, (_state, open) => outcomeState(machine, fact, open));
    case "signal":
      return applySignal(machine, fact.signal, { kind: "done", output: fact.value });
    case "proceed":
    case "wake":
      return;
    default:
      return unreachable(fact);
  }
}

function start(machine: Machine): void {
  const { run, program, at } = machine;
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

type NextState = (state: OpenState, open: OpenStep) => OpenState;

function setState({ run }: Machine, path: string, next: NextState): void {
  const open = required(findOpen(run, path), "the step is open");
  open.state = next(open.state, open);
}

function outcomeState({ run, at }: Machine, fact: OutcomeFact, open: OpenStep): OpenState {
  const { result, attempt } = fact;
  if (result.ok) return { kind: "done", output: result.output };
  const { failure } = result;
  const seed = `${run.identity.id}/${open.path}`;
  const delay = retryDelayMs(open.step.retry, { attempt, failure, seed });
  if (delay === undefined || open.state.kind !== "perform") return { kind: "failed", failure };
  const { request } = open.state;
  return { kind: "retry", request, attempt: attempt + 1, at: at + delay };
}

function applySignal({ run }: Machine, signal: string, state: OpenState): void {
  for (const { current } of openFrames(run))
    if (current?.state.kind === "wait" && current.state.wait.signal === signal)
      current.state = state;
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
      const { performs, mustProceed } = pending(run);
      run.status = performs.length > 0 || mustProceed ? "running" : "waiting";
      return;
    }
    case "completed":
      return end(machine, { status: "succeeded" });
    case "stopped":
      return end(machine, { status: "succeeded", reason: "condition_not_met" });
    case "failed":
      run.failure = result.failure;
      return end(machine, { status: "failed", reason: reasonOf(result.failure) });
    default:
      return unreachable(result);
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
