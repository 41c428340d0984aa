import { required } from "../assert.ts";
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
  /** It has so many facts that the rest was not imagined. */
  readonly isCut: boolean;
}

export interface ImagineOptions {
  readonly outside: Outside;
  readonly startAt: number;
  readonly trace?: Trace;
  /** Somebody ends the run from outside, if it has not ended by then. */
  readonly ending?: EndingFact | undefined;
  /** So much is imagined of a run at most. */
  readonly factsMax?: number;
}

/** The end that does not come of the run itself. */
export type EndingFact = Extract<Fact, { readonly kind: "cancel" | "quarantine" }>;

interface Imagining {
  readonly outside: Outside;
  readonly ending: EndingFact | undefined;
  /** The latest first; of several at one time the one that was asked for last. */
  readonly coming: Fact[];
  /** What was asked already: attempts, calls, signals. */
  readonly asked: Set<string>;
  readonly effects: ImaginedEffect[];
  readonly sources: { [Source in AnswerSource]: number };
}

const usualFactsMax = 100_000;

/** Carries a run to its end, or to where it would wait for ever. */
export async function imagine(
  program: Program,
  identity: RunIdentity,
  { outside, startAt, trace, ending, factsMax = usualFactsMax }: ImagineOptions,
): Promise<Imagined> {
  const imagining: Imagining = {
    outside,
    ending,
    coming: [],
    asked: new Set(),
    effects: [],
    sources: { recorded: 0, assumed: 0, performed: 0 },
  };
  const { effects, sources } = imagining;
  const facts: Fact[] = [];
  let run = newRun(program, identity);
  let fact: Fact | undefined = { kind: "start", at: startAt };
  while (fact && facts.length < factsMax) {
    run = advance(program, run, fact, trace);
    facts.push(fact);
    fact = isEnded(run) ? undefined : await nextFact(imagining, run, fact.at);
  }
  const isCut = fact !== undefined;
  return { run, facts, effects, sources, hasEnded: isEnded(run), isCut };
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

/**
 * The earliest of what comes; of several at one time the one that was asked for first. What the run
 * had in the moment of its end came before it: nothing that comes later is in a journal.
 */
function takeFirst({ coming, asked, ending }: Imagining, debts: Debts): Fact | undefined {
  const { wakeAt = Infinity } = debts;
  const at = coming.at(-1)?.at ?? Infinity;
  if (ending && ending.at < Math.min(at, wakeAt)) return ending;
  if (wakeAt !== Infinity && wakeAt <= at) return { kind: "wake", at: wakeAt };
  const fact = coming.pop();
  // The same signal may be waited for again.
  if (fact?.kind === "signal") asked.delete(fact.signal);
  return fact;
}

/** Keeps the order: after all that comes later, before what comes at the same time or earlier. */
function willCome({ coming }: Imagining, fact: Fact): void {
  let [low, high] = [0, coming.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (required(coming[middle], "it lies inside").at > fact.at) low = middle + 1;
    else high = middle;
  }
  coming.splice(low, 0, fact);
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
  willCome(imagining, fact);
}

/** A called run has no id here but the path of its step. */
function askCall(imagining: Imagining, debt: CallDebt, now: number): void {
  const { path } = debt;
  if (!isNew(imagining, path)) return;
  const { value, tookMs, source } = imagining.outside.call(debt);
  imagining.sources[source] += 1;
  const at = now + tookMs;
  const result = value.ok ? ({ ok: true, runId: path } as const) : value;
  willCome(imagining, { kind: "called", at, path, result });
  const signal = runSignal(path);
  imagining.asked.add(signal);
  if (!value.ok || !value.end) return;
  const endAt = at + value.end.tookMs;
  const fact = { kind: "signal", at: endAt, signal, value: value.end.value } as const;
  willCome(imagining, fact);
}

function askSignal(imagining: Imagining, signal: string, now: number): void {
  if (!isNew(imagining, signal)) return;
  const answered = imagining.outside.signal(signal);
  if (!answered) return;
  const { value, tookMs, source } = answered;
  imagining.sources[source] += 1;
  const at = now + tookMs;
  willCome(imagining, { kind: "signal", at, signal, value });
}

function isNew({ asked }: Imagining, name: string): boolean {
  if (asked.has(name)) return false;
  asked.add(name);
  return true;
}
