import { required } from "../assert.ts";
import type { Fact } from "../fact.ts";
import { failureOf, type StepFailure } from "../step-error.ts";
import type { Json } from "../json.ts";
import type { Program } from "../program.ts";
import type { OpenState, OpenStep, RetryState, Run, RunIdentity } from "../run.ts";
import { advance } from "./advance.ts";
import type { Trace, TraceEnd } from "./machine.ts";
import { newRun } from "./new-run.ts";
import { openSteps } from "./open-steps.ts";

export interface Attempt {
  /** 1 for the first. */
  readonly number: number;
  readonly startedAt: number;
  endedAt: number | undefined;
  failure: StepFailure | undefined;
  /** When the one after it was due. */
  nextAt: number | undefined;
}

/** One execution of one step, as history shows it. */
export interface StepRun {
  readonly path: string;
  readonly stepId: string;
  readonly type: string;
  status: "running" | "waiting" | "succeeded" | "failed" | "canceled";
  readonly startedAt: number;
  endedAt: number | undefined;
  attempts: number;
  /** Each of them, where there was more than one or another one is due; else it is the step run itself. */
  readonly attemptList: Attempt[];
  readonly input: Json;
  output: Json | undefined;
  /** Of the last attempt, where the step waits for the next one. */
  failure: StepFailure | undefined;
  /** When a step that waits goes on by itself, if ever. */
  nextAt: number | undefined;
  log: readonly string[];
  /** The run that the step has called. */
  calledRunId: string | undefined;
}

export interface History {
  readonly run: Run;
  readonly stepRuns: readonly StepRun[];
}

/** A run and its step runs, folded from its facts: what recovery does, watched. */
export function readHistory(
  program: Program,
  identity: RunIdentity,
  facts: readonly Fact[],
): History {
  const stepRuns: StepRun[] = [];
  const openRuns = new Map<string, StepRun>();
  const trace = recorder(stepRuns, openRuns);
  let run = newRun(program, identity);
  for (const fact of facts) {
    const open = fact.kind === "outcome" ? openRuns.get(fact.path) : undefined;
    const next = advance(program, run, fact, trace);
    if (open && next !== run) keepLog(open, fact);
    run = next;
  }
  markOpen(run, openRuns);
  return { run, stepRuns };
}

/** The run without its step runs: recovery. */
export function replay(program: Program, identity: RunIdentity, facts: readonly Fact[]): Run {
  return facts.reduce((run, fact) => advance(program, run, fact), newRun(program, identity));
}

function recorder(stepRuns: StepRun[], openRuns: Map<string, StepRun>): Trace {
  return {
    begun({ path, step }, startedAt, input) {
      const stepRun: StepRun = {
        path,
        stepId: step.id,
        type: step.type,
        status: "running",
        startedAt,
        endedAt: undefined,
        attempts: 1,
        attemptList: [],
        input: readInput(input),
        output: undefined,
        failure: undefined,
        nextAt: undefined,
        log: [],
        calledRunId: undefined,
      };
      stepRuns.push(stepRun);
      openRuns.set(path, stepRun);
    },
    postponed({ path }, at, state) {
      const stepRun = required(openRuns.get(path), "a step that is postponed is open");
      postpone(stepRun, at, state);
    },
    attempted({ path }, at, attempt) {
      const stepRun = required(openRuns.get(path), "a step that is tried again is open");
      stepRun.attempts = attempt;
      stepRun.attemptList.push(attemptFrom(at, attempt));
    },
    called({ path }, runId) {
      required(openRuns.get(path), "a step that calls is open").calledRunId = runId;
    },
    handled(open, at) {
      closeBelow(openRuns, open, at);
      const stepRun = required(openRuns.get(open.path), "a step whose failure is handled is open");
      endAttempt(stepRun, at, open.handled);
    },
    ended(open, at, end) {
      closeBelow(openRuns, open, at);
      close(openRuns, open.path, { at, end });
    },
  };
}

function attemptFrom(startedAt: number, number: number): Attempt {
  return { number, startedAt, endedAt: undefined, failure: undefined, nextAt: undefined };
}

function postpone(stepRun: StepRun, at: number, { failure, at: nextAt }: RetryState): void {
  const { attemptList, startedAt } = stepRun;
  if (attemptList.length === 0) attemptList.push(attemptFrom(startedAt, 1));
  endAttempt(stepRun, at, failure);
  required(attemptList.at(-1), "there is an attempt").nextAt = nextAt;
}

/** A step may end after its last attempt did: while it waits for the next one, or in its error branch. */
function endAttempt({ attemptList }: StepRun, at: number, failure: StepFailure | undefined): void {
  const last = attemptList.at(-1);
  if (!last || last.endedAt !== undefined) return;
  last.endedAt = at;
  last.failure = failure;
}

/** Input is for people: a variable that cannot be read is the step's failure, not the page's. */
function readInput(input: () => Json): Json {
  try {
    return input();
  } catch (error) {
    return { error: failureOf(error).message };
  }
}

function keepLog(stepRun: StepRun, fact: Fact): void {
  if (fact.kind === "outcome" && fact.log) stepRun.log = [...stepRun.log, ...fact.log];
}

interface Close {
  readonly at: number;
  readonly end: TraceEnd;
}

function close(openRuns: Map<string, StepRun>, path: string, { at, end }: Close): void {
  const stepRun = required(openRuns.get(path), "a step that ends is open");
  openRuns.delete(path);
  stepRun.endedAt = at;
  stepRun.status = end.status;
  if (end.status === "succeeded") stepRun.output = end.output;
  if (end.status === "failed") stepRun.failure = end.failure;
  endAttempt(stepRun, at, stepRun.failure);
}

/** What is still open under a step that ends was given up with it (the losers of a race). */
function closeBelow(openRuns: Map<string, StepRun>, { path }: OpenStep, at: number): void {
  for (const inner of openRuns.keys())
    if (inner.startsWith(`${path}/`)) close(openRuns, inner, { at, end: { status: "canceled" } });
}

/** What is open in a run that has ended was given up with it; in another one it may be waiting. */
function markOpen(run: Run, openRuns: Map<string, StepRun>): void {
  if (run.endedAt !== undefined)
    for (const path of openRuns.keys())
      close(openRuns, path, { at: run.endedAt, end: { status: "canceled" } });
  for (const { path, state } of openSteps(run))
    markWaiting(required(openRuns.get(path), "an open step has begun"), state);
}

function markWaiting(stepRun: StepRun, state: OpenState): void {
  if (state.kind !== "wait" && state.kind !== "retry") return;
  stepRun.status = "waiting";
  stepRun.nextAt = state.kind === "wait" ? state.wait.untilMs : state.at;
  if (state.kind === "retry") stepRun.failure = state.failure;
}
