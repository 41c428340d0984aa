import type { Fact } from "../fact.ts";
import { failureOf, type StepFailure } from "../step-error.ts";
import type { Json } from "../json.ts";
import type { Program } from "../program.ts";
import { isEnded, type OpenStep, type Run, type RunIdentity } from "../run.ts";
import { advance } from "./advance.ts";
import type { Trace, TraceEnd } from "./machine.ts";
import { newRun } from "./new-run.ts";
import { openFrames } from "./open-steps.ts";

/** One execution of one step, as history shows it. */
export interface StepRun {
  readonly path: string;
  readonly stepId: string;
  readonly type: string;
  status: "running" | "waiting" | "succeeded" | "failed" | "canceled";
  readonly startedAt: number;
  endedAt: number | undefined;
  attempts: number;
  readonly input: Json;
  output: Json | undefined;
  failure: StepFailure | undefined;
  log: readonly string[];
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
    if (fact.kind === "outcome") keepLog(openRuns.get(fact.path), fact.log);
    run = advance(program, run, fact, trace);
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
        input: readInput(input),
        output: undefined,
        failure: undefined,
        log: [],
      };
      stepRuns.push(stepRun);
      openRuns.set(path, stepRun);
    },
    attempted({ path }, _at, attempt) {
      const stepRun = openRuns.get(path);
      if (stepRun) stepRun.attempts = attempt;
    },
    handled(open, at) {
      closeBelow(openRuns, open, at);
    },
    ended(open, at, end) {
      closeBelow(openRuns, open, at);
      close(openRuns, open.path, { at, end });
    },
  };
}

/** Input is for people: a variable that cannot be read is the step's failure, not the page's. */
function readInput(input: () => Json): Json {
  try {
    return input();
  } catch (error) {
    return { error: failureOf(error).message };
  }
}

function keepLog(stepRun: StepRun | undefined, log: readonly string[] | undefined): void {
  if (stepRun && log) stepRun.log = [...stepRun.log, ...log];
}

interface Close {
  readonly at: number;
  readonly end: TraceEnd;
}

function close(openRuns: Map<string, StepRun>, path: string, { at, end }: Close): void {
  const stepRun = openRuns.get(path);
  if (!stepRun) return;
  openRuns.delete(path);
  stepRun.endedAt = at;
  stepRun.status = end.status;
  if (end.status === "succeeded") stepRun.output = end.output;
  if (end.status === "failed") stepRun.failure = end.failure;
}

/** What is still open under a step that ends was given up with it (the losers of a race). */
function closeBelow(openRuns: Map<string, StepRun>, { path }: OpenStep, at: number): void {
  for (const inner of openRuns.keys())
    if (inner.startsWith(`${path}/`)) close(openRuns, inner, { at, end: { status: "canceled" } });
}

function markOpen(run: Run, openRuns: Map<string, StepRun>): void {
  if (isEnded(run)) {
    for (const path of openRuns.keys())
      close(openRuns, path, { at: run.endedAt ?? 0, end: { status: "canceled" } });
    return;
  }
  for (const { current } of openFrames(run)) {
    const stepRun = current && openRuns.get(current.path);
    const kind = current?.state.kind;
    if (stepRun && (kind === "wait" || kind === "retry")) stepRun.status = "waiting";
  }
}
