import type { Fact } from "../fact.ts";
import { isJsonObject } from "../json.ts";
import type { Program } from "../program.ts";
import { isEnded, type Run, type RunIdentity } from "../run.ts";
import { runSignal } from "../signal.ts";
import { advance } from "./advance.ts";
import { pending } from "./debts.ts";
import { newRun } from "./new-run.ts";

/*
 * Going on from where a run failed: a new run takes over its facts, all but what has failed. What
 * was done stays done; what failed is tried again.
 */

export type TakenOver =
  | { readonly ok: true; readonly run: Run; readonly facts: readonly Fact[] }
  | {
      readonly ok: false;
      readonly code: "not_compatible" | "fails_again";
      readonly message: string;
    };

export interface EndedRun {
  readonly id: string;
  readonly facts: readonly Fact[];
}

/**
 * The run that `identity` names, as far as the ended one had come. An at-most-once action that was
 * in flight when that one ended is in flight here: nobody knows whether it was done.
 *
 * @param at milliseconds since 1970: when the new run begins its own part
 */
export function takeOver(
  program: Program,
  identity: RunIdentity,
  { id, facts: told, at }: EndedRun & { readonly at: number },
): TakenOver {
  const facts = seeded(told, id, at);
  const last = facts.at(-1);
  const isTimedOut = isTimeout(program, identity, facts);
  const done = isTimedOut ? facts.slice(0, -1) : withoutFailure(facts);
  const kept = withoutOpenCalls(program, identity, done);
  const late = last && isTimedOut && hasCome(last) ? [{ ...last, at }] : [];
  const all = [...kept, { kind: "resumed", at } as const, ...late];
  let run = newRun(program, identity);
  for (const [index, fact] of all.entries()) {
    const next = advance(program, run, fact);
    // It has ended with what was done: nothing is left to go on with.
    if (next === run && fact.kind === "resumed" && isEnded(run)) break;
    if (next === run) return run.status === "failed" ? failsAgain(run) : doesNotFit(fact, index);
    run = next;
  }
  if (run.status === "failed") return failsAgain(run);
  return { ok: true, run, facts: all.slice(0, run.factCount) };
}

/** Its waits were as long as its seed says. One that was canceled before it began, begins. */
function seeded(facts: readonly Fact[], id: string, at: number): readonly Fact[] {
  const [first, ...rest] = facts;
  if (first?.kind !== "start") return [{ kind: "start", at }];
  return [{ ...first, seed: first.seed ?? id }, ...rest];
}

/** What came when the run's time was over was done all the same. */
function hasCome(fact: Fact): boolean {
  return (fact.kind === "outcome" && fact.result.ok) || fact.kind === "signal";
}

function isTimeout(program: Program, identity: RunIdentity, facts: readonly Fact[]): boolean {
  const run = facts.reduce((at, fact) => advance(program, at, fact), newRun(program, identity));
  return run.reason === "timeout";
}

/** The last fact ended the run: where it is a failure, or an end from outside, it is left out. */
function withoutFailure(facts: readonly Fact[]): readonly Fact[] {
  const last = facts.at(-1);
  const rest = facts.slice(0, -1);
  switch (last?.kind) {
    case "cancel":
    case "quarantine":
    case "wake":
    case "called":
      return rest;
    case "outcome":
      return last.result.ok ? facts : rest.filter((fact) => !isIntentOf(fact, last));
    case "signal":
      return isFailedCall(last.value) ? rest.filter((fact) => !isCallOf(fact, last.signal)) : facts;
    default:
      return facts;
  }
}

/** Runs that were called and not waited for to the end were canceled with their caller: called again. */
function withoutOpenCalls(
  program: Program,
  identity: RunIdentity,
  facts: readonly Fact[],
): readonly Fact[] {
  const run = facts.reduce((at, fact) => advance(program, at, fact), newRun(program, identity));
  const open = new Set(pending(run).signals);
  return facts.filter(
    (fact) => !(fact.kind === "called" && fact.result.ok && open.has(runSignal(fact.result.runId))),
  );
}

/** The new attempt has an intent of its own. */
function isIntentOf(fact: Fact, { path, attempt }: { path: string; attempt: number }): boolean {
  return fact.kind === "intent" && fact.path === path && fact.attempt === attempt;
}

function isFailedCall(value: Extract<Fact, { kind: "signal" }>["value"]): boolean {
  return isJsonObject(value) && "runId" in value && value["status"] !== "succeeded";
}

/** The workflow is called again, as another run. */
function isCallOf(fact: Fact, signal: string): boolean {
  return fact.kind === "called" && fact.result.ok && runSignal(fact.result.runId) === signal;
}

function doesNotFit(fact: Fact, index: number): TakenOver {
  const what = "path" in fact ? `${fact.kind} of ${fact.path}` : fact.kind;
  const message = `what the run has done does not fit this version: nothing there asks for fact ${index + 1} (${what})`;
  return { ok: false, code: "not_compatible", message };
}

function failsAgain({ failure, message }: Run): TakenOver {
  const why = failure ? failure.message : message;
  return {
    ok: false,
    code: "fails_again",
    message: `it would fail again at once: ${why}; choose another version, or change the input`,
  };
}
