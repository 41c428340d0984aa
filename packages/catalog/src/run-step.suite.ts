import {
  advance,
  type CallDebt,
  type CallEnd,
  checkDefinition,
  compileProgram,
  defaultLimits,
  type Definition,
  type Fact,
  type Finding,
  hasErrors,
  isEnded,
  type Json,
  type JsonObject,
  type Limits,
  newRun,
  type Outcome,
  parseDefinition,
  pending,
  type Program,
  readHistory,
  type Run,
  type RunIdentity,
  runSignal,
  type StepRun,
} from "@stepwell/core";
import { registry } from "./definitions.ts";

/*
 * Runs real programs through core, as a host does; time and outcomes are in the test's hands.
 */

export const startedAt = Date.parse("2026-03-01T12:00:00Z");

export interface Written {
  readonly steps: readonly Json[];
  /** The event's data: what the variable `trigger` holds. */
  readonly trigger?: Json;
  /** The definition's trigger; an event of any data where it does not matter. */
  readonly triggeredBy?: Json;
  readonly settings?: JsonObject;
  readonly limits?: Partial<Limits>;
}

/** A run that has been started, and what a host can do to it. */
export interface Trial {
  readonly run: Run;
  /** Paths of the actions that the run asks for. */
  performs(): readonly string[];
  requests(): readonly JsonObject[];
  calls(): readonly CallDebt[];
  /** The called run is made, and ends. */
  called(path: string, end: Partial<CallEnd>): void;
  signals(): readonly string[];
  signal(signal: string, value: Json): void;
  wakeAt(): number | undefined;
  succeed(path: string, output?: Json): void;
  fail(path: string, code?: string): void;
  wake(at: number): void;
  stepRuns(): readonly StepRun[];
}

/** What came of a run, in the words of the API; outputs of step runs by their path. */
export interface Shown {
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
  readonly output?: Json;
  readonly response?: object;
  readonly variables?: JsonObject;
  readonly steps: { readonly [path: string]: Json };
  /** Error codes of failed step runs. */
  readonly failed?: { readonly [path: string]: string };
  readonly canceled?: readonly string[];
}

const anyEvent = { type: "event", config: { type: "test.happened" } };

function definitionOf({ steps, settings = {}, triggeredBy = anyEvent }: Written): Definition {
  const written = { format: "stepwell/v1", name: "Test", trigger: triggeredBy, steps, settings };
  const parsed = parseDefinition(written);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return parsed.definition;
}

export function findingsOf(written: Written): readonly Finding[] {
  return checkDefinition(definitionOf(written), registry, { ...defaultLimits, ...written.limits });
}

/** `error missing_branch at steps.0`, one for each finding. */
export function findingTexts(written: Written): readonly string[] {
  return findingsOf(written).map(({ severity, code, path }) => `${severity} ${code} at ${path}`);
}

export function start(written: Written): Trial {
  const findings = findingsOf(written);
  if (hasErrors(findings)) throw new Error(JSON.stringify(findings));
  const workflow = { id: "wf_1", name: "Test" };
  const definition = definitionOf(written);
  const program = compileProgram({ workflow, version: 1, definition }, registry);
  const settings = { env: {}, limits: { ...defaultLimits, ...written.limits } };
  return trialOf(program, { ...identityOf(written.trigger ?? {}), settings });
}

function trialOf(program: Program, identity: RunIdentity): Trial {
  const facts: Fact[] = [];
  let run = newRun(program, identity);
  let now = startedAt;
  const tell = (fact: Fact): void => {
    facts.push(fact);
    run = advance(program, run, fact);
    if (pending(run).mustProceed) tell({ kind: "proceed", at: fact.at });
  };
  const outcome = (path: string, result: Outcome): void => {
    const debt = pending(run).performs.find((perform) => perform.path === path);
    if (!debt) throw new Error(`${path} is not asked for`);
    tell({ kind: "outcome", at: now, path, attempt: debt.attempt, result });
  };
  tell({ kind: "start", at: now });
  return {
    get run() {
      return run;
    },
    requests: () => pending(run).performs.map(({ request }) => request),
    calls: () => pending(run).calls,
    called(path, end) {
      const runId = `run_of_${path}`;
      tell({ kind: "called", at: now, path, result: { ok: true, runId } });
      const value = { runId, reason: null, message: null, output: null, ...end };
      tell({ kind: "signal", at: now, signal: runSignal(runId), value });
    },
    signals: () => pending(run).signals,
    signal: (signal, value) => tell({ kind: "signal", at: now, signal, value }),
    performs: () => pending(run).performs.map(({ path }) => path),
    wakeAt: () => pending(run).wakeAt,
    succeed: (path, output = null) => outcome(path, { ok: true, output }),
    fail(path, code = "http_status") {
      outcome(path, { ok: false, failure: { code, message: "it failed", retryable: false } });
    },
    wake(at) {
      now = at;
      tell({ kind: "wake", at });
    },
    stepRuns: () => readHistory(program, identity, facts).stepRuns,
  };
}

function identityOf(data: Json): Omit<RunIdentity, "settings"> {
  const time = new Date(startedAt).toISOString();
  const event = { id: "evt_1", type: "test.happened", source: "test", time, data, causes: [] };
  return { id: "run_1", number: 1, attempt: 1, event };
}

/**
 * Starts a run, lets time pass wherever it waits, and shows how it stands in the end. Called
 * workflows give their input back.
 */
export function runToEnd(written: Written): Shown {
  const trial = start(written);
  for (const { path, call } of trial.calls())
    trial.called(path, { status: "succeeded", output: call.input });
  for (let at = trial.wakeAt(); at !== undefined && !isEnded(trial.run); at = trial.wakeAt())
    trial.wake(at);
  return shownOf(trial);
}

export function shownOf(trial: Trial): Shown {
  const { status, reason, message, output, response, vars } = trial.run;
  const stepRuns = trial.stepRuns();
  const failures = stepRuns.flatMap(({ path, failure }) => (failure ? [[path, failure.code]] : []));
  const canceled = stepRuns.filter((one) => one.status === "canceled").map(({ path }) => path);
  const outputs = stepRuns.flatMap((one) =>
    one.output === undefined ? [] : [[one.path, one.output] as const],
  );
  return {
    status,
    ...(reason !== undefined && { reason }),
    ...(message !== undefined && { message }),
    ...(output !== undefined && { output }),
    ...(response !== undefined && { response }),
    ...(Object.keys(vars).length > 0 && { variables: vars }),
    steps: Object.fromEntries(outputs),
    ...(failures.length > 0 && { failed: Object.fromEntries(failures) as Shown["failed"] & {} }),
    ...(canceled.length > 0 && { canceled }),
  };
}

/** An action, for tests of what surrounds it. */
export function action(id: string, more: JsonObject = {}): JsonObject {
  return { id, type: "http", config: { url: "https://example.com" }, ...more };
}

export function calculate(id: string, expression: string): JsonObject {
  return { id, type: "calculate", config: { engine: "formula", expression } };
}
