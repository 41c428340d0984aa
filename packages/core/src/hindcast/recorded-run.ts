import { required } from "../assert.ts";
import type { Fact, Outcome, SignalFact } from "../fact.ts";
import { advance } from "../interpreter/advance.ts";
import { pending, type PerformDebt } from "../interpreter/debts.ts";
import { newRun } from "../interpreter/new-run.ts";
import type { Json, JsonObject } from "../json.ts";
import type { Program } from "../program.ts";
import type { Run, RunIdentity } from "../run.ts";
import type { StepFailure } from "../step-error.ts";
import type { WorkflowCall } from "../step-type.ts";

/* What a run asked of the outside, and what came back: its journal, read as effects. */

/** One act on the outside, with all attempts of its step run; without any it was given up before. */
export interface RecordedEffect {
  readonly stepId: string;
  readonly type: string;
  readonly path: string;
  readonly request: JsonObject;
  /** False for a calculation that the host has carried out. */
  readonly isOutside: boolean;
  /** How many attempts were begun; the last one may have had no answer. */
  readonly begun: number;
  readonly attempts: readonly RecordedAttempt[];
}

export interface RecordedAttempt {
  readonly outcome: Outcome;
  readonly tookMs: number;
}

export interface RecordedCall {
  readonly path: string;
  readonly call: WorkflowCall;
  /** How long it took until the run was called. */
  readonly calledMs: number;
  /** Why there was no run. */
  readonly refusal: StepFailure | undefined;
  /** The called run's end, where it was waited for. */
  readonly end: RecordedSignal | undefined;
}

export interface RecordedSignal {
  readonly value: Json;
  readonly tookMs: number;
}

export interface RecordedRun {
  readonly run: Run;
  readonly effects: readonly RecordedEffect[];
  readonly calls: readonly RecordedCall[];
  /** By the signal's name, in order. */
  readonly signals: ReadonlyMap<string, readonly RecordedSignal[]>;
}

interface RecordingEffect extends RecordedEffect {
  begun: number;
  readonly attempts: RecordedAttempt[];
}

interface Reading {
  readonly effects: Map<string, RecordingEffect>;
  readonly calls: Map<string, RecordedCall>;
  /** Callers by the run that they wait for. */
  readonly callers: Map<string, string>;
  readonly signals: Map<string, RecordedSignal[]>;
  /** Since when something is owed: an attempt, a call, a signal. */
  readonly since: Map<string, number>;
}

/** Folds a run's facts once more, and keeps what its debts and their answers were. */
export function recordRun(
  program: Program,
  identity: RunIdentity,
  facts: readonly Fact[],
): RecordedRun {
  const reading: Reading = {
    effects: new Map(),
    calls: new Map(),
    callers: new Map(),
    signals: new Map(),
    since: new Map(),
  };
  let run = newRun(program, identity);
  for (const fact of facts) {
    const next = advance(program, run, fact);
    if (next !== run) read(reading, fact);
    run = next;
    noteDebts(reading, run, fact.at);
  }
  const { effects, calls, signals } = reading;
  return { run, effects: [...effects.values()], calls: [...calls.values()], signals };
}

function read(reading: Reading, fact: Fact): void {
  switch (fact.kind) {
    case "outcome":
      return readOutcome(reading, fact);
    case "called":
      return readCalled(reading, fact);
    case "signal":
      return readSignal(reading, fact);
    default:
      return;
  }
}

function readOutcome(
  { effects, since }: Reading,
  { path, attempt, at, result }: Extract<Fact, { kind: "outcome" }>,
): void {
  const tookMs = at - required(since.get(`${path}#${attempt}`), "an answer was asked for");
  required(effects.get(path), "an answer has its effect").attempts.push({
    outcome: result,
    tookMs,
  });
}

function readCalled(
  { calls, callers, since }: Reading,
  { path, at, result }: Extract<Fact, { kind: "called" }>,
): void {
  const known = required(calls.get(path), "a call that was made is known");
  const refusal = result.ok ? undefined : result.failure;
  calls.set(path, {
    ...known,
    refusal,
    calledMs: at - required(since.get(path), "a call was asked for"),
  });
  if (result.ok) callers.set(result.runId, path);
}

function newEffect({ step, path, request }: PerformDebt): RecordingEffect {
  const isOutside = step.config.kind === "action" && step.config.effect === "outside";
  const attempts: RecordedAttempt[] = [];
  return { stepId: step.id, type: step.type, path, request, isOutside, begun: 0, attempts };
}

const runPrefix = "run:";

function newCall(path: string, call: WorkflowCall): RecordedCall {
  return { path, call, calledMs: 0, refusal: undefined, end: undefined };
}

function readSignal(
  { calls, callers, signals, since }: Reading,
  { signal, value, at }: SignalFact,
): void {
  const told = { value, tookMs: at - required(since.get(signal), "a signal was waited for") };
  const path = signal.startsWith(runPrefix) && callers.get(signal.slice(runPrefix.length));
  const known = path && calls.get(path);
  if (known) calls.set(known.path, { ...known, end: told });
  else listOf(signals, signal).push(told);
  // The same signal may be waited for again.
  since.delete(signal);
}

function listOf<T>(lists: Map<string, T[]>, name: string): T[] {
  const list = lists.get(name) ?? [];
  lists.set(name, list);
  return list;
}

function noteDebts({ effects, calls, since }: Reading, run: Run, at: number): void {
  const debts = pending(run);
  const note = (name: string): void => {
    if (!since.has(name)) since.set(name, at);
  };
  for (const debt of debts.performs) {
    note(`${debt.path}#${debt.attempt}`);
    const effect = effects.get(debt.path) ?? newEffect(debt);
    effect.begun = debt.attempt;
    effects.set(debt.path, effect);
  }
  for (const signal of debts.signals) note(signal);
  for (const { path, call } of debts.calls) {
    note(path);
    if (!calls.has(path)) calls.set(path, newCall(path, call));
  }
}
