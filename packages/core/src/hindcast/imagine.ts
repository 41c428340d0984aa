import { assert } from "../assert.ts";
import type { Fact, Outcome } from "../fact.ts";
import { advance } from "../interpreter/advance.ts";
import { type CallDebt, type Debts, pending, type PerformDebt } from "../interpreter/debts.ts";
import type { Trace } from "../interpreter/machine.ts";
import { newRun } from "../interpreter/new-run.ts";
import type { Json, JsonObject } from "../json.ts";
import type { Program } from "../program.ts";
import { isEnded, type Run, type RunIdentity } from "../run.ts";
import { runSignal } from "../signal.ts";
import type { StepFailure } from "../step-error.ts";

/*
 * A run that does not happen: the interpreter at work, and instead of the world somebody who answers
 * for it. Time is imagined too; nobody waits.
 */

/** Where an answer comes from: a past run, a guess, or the real thing. */
export type AnswerSource = "recorded" | "assumed" | "performed";

export interface Answer<T> {
  readonly value: T;
  readonly tookMs: number;
  readonly source: AnswerSource;
}

/** What becomes of a call: a refusal, or a run; its end, if it ends. */
export type CalledAnswer =
  | { readonly ok: false; readonly failure: StepFailure }
  | {
      readonly ok: true;
      readonly end: { readonly value: Json; readonly tookMs: number } | undefined;
    };

/** Stands for the world. */
export interface Outside {
  /** Undefined where no answer comes. @param at the imagined time of the question */
  perform(debt: PerformDebt, at: number): Promise<Answer<Outcome>> | Answer<Outcome> | undefined;
  call(debt: CallDebt): Answer<CalledAnswer>;
  /** An event that a run waits for; undefined where none comes. */
  signal(name: string): Answer<Json> | undefined;
}

/** One act on the outside that the imagined run has asked for. */
export interface ImaginedEffect {
  readonly stepId: string;
  readonly type: string;
  readonly path: string;
  readonly request: JsonObject;
  readonly source: AnswerSource;
}

export interface Imagined {
  readonly run: Run;
  readonly facts: readonly Fact[];
  /** In the order in which they were asked for. */
  readonly effects: readonly ImaginedEffect[];
  /** Answers by their source, calls and signals too. */
  readonly sources: { readonly [Source in AnswerSource]: number };
  /** False where the run would wait for something that nobody knows to come. */
  readonly hasEnded: boolean;
}

interface Coming {
  readonly at: number;
  readonly fact: Fact;
}

interface Imagining {
  readonly outside: Outside;
  readonly coming: Coming[];
  /** What was asked already: attempts, calls, signals. */
  readonly asked: Set<string>;
  readonly effects: ImaginedEffect[];
  readonly sources: { [Source in AnswerSource]: number };
}

const factsMax = 100_000;

/** Carries a run to its end, or to where it would wait for ever. */
export async function imagine(
  program: Program,
  identity: RunIdentity,
  { outside, startAt, trace }: { outside: Outside; startAt: number; trace?: Trace },
): Promise<Imagined> {
  const imagining: Imagining = {
    outside,
    coming: [],
    asked: new Set(),
    effects: [],
    sources: { recorded: 0, assumed: 0, performed: 0 },
  };
  const { effects, sources } = imagining;
  const facts: Fact[] = [];
  let run = newRun(program, identity);
  let fact: Fact | undefined = { kind: "start", at: startAt };
  while (fact) {
    run = advance(program, run, fact, trace);
    facts.push(fact);
    assert(facts.length < factsMax, "an imagined run has an end");
    fact = isEnded(run) ? undefined : await nextFact(imagining, run, fact.at);
  }
  return { run, facts, effects, sources, hasEnded: isEnded(run) };
}

async function nextFact(imagining: Imagining, run: Run, now: number): Promise<Fact | undefined> {
  const debts = pending(run);
  if (debts.mustProceed) return { kind: "proceed", at: now };
  const intended = debts.performs.find(({ mustIntend }) => mustIntend);
  if (intended) return { kind: "intent", at: now, path: intended.path, attempt: intended.attempt };
  for (const debt of debts.performs) await askPerform(imagining, debt, now);
  for (const debt of debts.calls) askCall(imagining, debt, now);
  for (const signal of debts.signals) askSignal(imagining, signal, now);
  return takeFirst(imagining, debts);
}

/** The earliest of what comes; of several at one time the one that was asked for first. */
function takeFirst({ coming, asked }: Imagining, { wakeAt }: Debts): Fact | undefined {
  const at = Math.min(...coming.map((one) => one.at));
  if (wakeAt !== undefined && wakeAt <= at) return { kind: "wake", at: wakeAt };
  const index = coming.findIndex((one) => one.at === at);
  const fact = index < 0 ? undefined : coming.splice(index, 1)[0]?.fact;
  // The same signal may be waited for again.
  if (fact?.kind === "signal") asked.delete(fact.signal);
  return fact;
}

async function askPerform(imagining: Imagining, debt: PerformDebt, now: number): Promise<void> {
  const { path, attempt, step, request } = debt;
  if (!isNew(imagining, `${path}#${attempt}`)) return;
  const answered = await imagining.outside.perform(debt, now);
  const source = answered?.source ?? "recorded";
  const isEffect = step.config.kind === "action" && step.config.effect === "outside";
  if (isEffect) imagining.sources[source] += 1;
  if (isEffect && attempt === 1)
    imagining.effects.push({ stepId: step.id, type: step.type, path, request, source });
  if (!answered) return;
  const at = now + answered.tookMs;
  const fact = { kind: "outcome", at, path, attempt, result: answered.value } as const;
  imagining.coming.push({ at, fact });
}

/** A called run has no id here but the path of its step. */
function askCall(imagining: Imagining, debt: CallDebt, now: number): void {
  const { path } = debt;
  if (!isNew(imagining, path)) return;
  const { value, tookMs, source } = imagining.outside.call(debt);
  imagining.sources[source] += 1;
  const at = now + tookMs;
  const result = value.ok ? ({ ok: true, runId: path } as const) : value;
  imagining.coming.push({ at, fact: { kind: "called", at, path, result } });
  const signal = runSignal(path);
  imagining.asked.add(signal);
  if (!value.ok || !value.end) return;
  const endAt = at + value.end.tookMs;
  const fact = { kind: "signal", at: endAt, signal, value: value.end.value } as const;
  imagining.coming.push({ at: endAt, fact });
}

function askSignal(imagining: Imagining, signal: string, now: number): void {
  if (!isNew(imagining, signal)) return;
  const answered = imagining.outside.signal(signal);
  if (!answered) return;
  const { value, tookMs, source } = answered;
  imagining.sources[source] += 1;
  const at = now + tookMs;
  imagining.coming.push({ at, fact: { kind: "signal", at, signal, value } });
}

function isNew({ asked }: Imagining, name: string): boolean {
  if (asked.has(name)) return false;
  asked.add(name);
  return true;
}
