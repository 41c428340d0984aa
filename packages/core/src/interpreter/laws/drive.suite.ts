import { assert, required } from "../../assert.ts";
import type { Fact } from "../../fact.ts";
import type { Json } from "../../json.ts";
import type { Program } from "../../program.ts";
import { isEnded, type Run } from "../../run.ts";
import { pending } from "../debts.ts";
import { newRun } from "../new-run.ts";
import { mix } from "./chance.suite.ts";
import { identity } from "./definition-of.suite.ts";
import { type Case, startedAt } from "./shape.suite.ts";
import { makeWorld, type World } from "./world.suite.ts";

/* Plays the host: derives what is owed from the run, and tells it facts until it has ended. */

/** How a fact reaches the run; `facts` holds those before it. */
export type Tell = (run: Run, fact: Fact, facts: readonly Fact[]) => Run;

/** A fact that could come next, at its time in the world. */
interface Coming {
  readonly at: number;
  readonly fact: (at: number) => Fact;
}

/** Chooses the next fact. */
export type Order = (coming: readonly Coming[], now: number) => Fact;

export interface Driven {
  readonly run: Run;
  readonly facts: readonly Fact[];
}

/** As it would happen: whatever comes first. */
const byTime: Order = (coming) => {
  const first = coming.reduce((best, one) => (one.at < best.at ? one : best));
  return first.fact(first.at);
};

/** The outside runs in any order; only due times are kept. */
export function shuffled(random: () => number): Order {
  return (coming, now) => {
    const chosen = required(coming[Math.floor(random() * coming.length)], "something comes");
    const at = chosen.fact(0).kind === "wake" ? Math.max(now, chosen.at) : now + 1;
    return chosen.fact(at);
  };
}

const factsMax = 20_000;

export function drive(program: Program, given: Case, tell: Tell, order: Order = byTime): Driven {
  const facts: Fact[] = [];
  const host: Host = {
    given,
    world: makeWorld(given.seed),
    firstSeen: new Map(),
    inputs: new Map(),
  };
  let run = newRun(program, identity);
  let fact: Fact = { kind: "start", at: startedAt };
  for (;;) {
    run = tell(run, fact, facts);
    facts.push(fact);
    if (isEnded(run)) return { run, facts };
    assert(facts.length < factsMax, "the run ends");
    fact = urgent(run, fact.at) ?? order(comingTo(run, fact.at, host), fact.at);
  }
}

interface Host {
  readonly given: Case;
  readonly world: World;
  /** When the run began to owe an action, or to wait for a signal. */
  readonly firstSeen: Map<string, number>;
  /** What called runs were given, by their ids. */
  readonly inputs: Map<string, { readonly path: string; readonly input: Json }>;
}

function urgent(run: Run, at: number): Fact | undefined {
  const { mustProceed, performs } = pending(run);
  if (mustProceed) return { kind: "proceed", at };
  const first = performs.find(({ mustIntend }) => mustIntend);
  return first && { kind: "intent", at, path: first.path, attempt: first.attempt };
}

function comingTo(
  run: Run,
  now: number,
  { given, world, firstSeen, inputs }: Host,
): readonly Coming[] {
  const { performs, signals, calls, wakeAt } = pending(run);
  const coming: Coming[] = [];
  const seenAt = (key: string): number => {
    const at = firstSeen.get(key) ?? now;
    firstSeen.set(key, at);
    return at;
  };
  for (const { path, attempt, request } of performs) {
    const result = world.outcome(path, attempt, request["of"] as readonly Json[]);
    coming.push({
      at: seenAt(`${path}#${attempt}`) + world.durationMs(path, attempt),
      fact: (at) => ({ kind: "outcome", at, path, attempt, result }),
    });
  }
  for (const { path, call } of calls) {
    inputs.set(`of ${path}`, { path, input: call.input });
    const result = world.refuses(path) ? refusal : { ok: true as const, runId: `of ${path}` };
    coming.push({
      at: seenAt(`call ${path}`) + world.durationMs(path, 0),
      fact: (at) => ({ kind: "called", at, path, result }),
    });
  }
  for (const signal of signals) {
    const child = inputs.get(signal.slice("run:".length));
    const takesMs = child ? world.durationMs(child.path, 1) : world.signalMs(signal);
    const value = child ? endOf(child, world) : mix([signal]);
    coming.push({
      at: seenAt(`signal ${signal}`) + takesMs,
      fact: (at) => ({ kind: "signal", at, signal, value }),
    });
  }
  if (wakeAt !== undefined) coming.push({ at: wakeAt, fact: (at) => ({ kind: "wake", at }) });
  if (given.cancelAt !== undefined)
    coming.push({
      at: startedAt + given.cancelAt,
      fact: (at) => ({ kind: "cancel", at, reason: "canceled_by_user" }),
    });
  assert(coming.length > 0, "a run that has not ended is owed something");
  return coming;
}

const refusal = {
  ok: false,
  failure: { code: "not_found", message: "no", retryable: false },
} as const;

/** How a called run ends: like an action at the same place would. */
function endOf(
  { path, input }: { readonly path: string; readonly input: Json },
  world: World,
): Json {
  const outcome = world.outcome(path, 1, input as readonly Json[]);
  return outcome.ok
    ? { status: "succeeded", output: outcome.output }
    : { status: "failed", reason: outcome.failure.code, output: null };
}
