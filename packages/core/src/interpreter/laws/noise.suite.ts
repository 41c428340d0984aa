import type { Fact } from "../../fact.ts";
import type { Run } from "../../run.ts";
import { pending } from "../debts.ts";

/* Facts that must change nothing: what a network, a restart or a second worker may tell again. */

const failure = { code: "refused", message: "too late", retryable: false };

/** Facts that never concern a run that has begun, whatever it is doing. */
export function nonsense(run: Run, at: number): readonly Fact[] {
  const { performs, wakeAt = Infinity, mustProceed } = pending(run);
  const never = "no/such/step";
  const facts: Fact[] = [
    { kind: "start", at },
    { kind: "signal", at, signal: never, value: null },
    { kind: "intent", at, path: never, attempt: 1 },
    { kind: "outcome", at, path: never, attempt: 1, result: { ok: true, output: 1 } },
    { kind: "called", at, path: never, result: { ok: true, runId: "run_x" } },
    { kind: "wake", at: Math.min(at, wakeAt - 1) },
  ];
  if (!mustProceed) facts.push({ kind: "proceed", at });
  for (const { path, attempt, isIntended } of performs) {
    const result = { ok: false, failure } as const;
    facts.push({ kind: "outcome", at, path, attempt: attempt - 1, result });
    facts.push({ kind: "outcome", at, path, attempt: attempt + 1, result });
    facts.push({ kind: "intent", at, path, attempt: attempt + 1 });
    if (isIntended) facts.push({ kind: "intent", at, path, attempt });
  }
  return facts;
}

/** Facts that were told before, as they may be told again: those with an identity of their own. */
export function told(run: Run, facts: readonly Fact[]): readonly Fact[] {
  const { signals, mustProceed } = pending(run);
  return facts.filter(
    (fact) =>
      !(fact.kind === "signal" && signals.includes(fact.signal)) &&
      !(fact.kind === "proceed" && mustProceed),
  );
}

/** One of every kind: nothing may follow the end. */
export function anyFact(run: Run, at: number): readonly Fact[] {
  return [
    ...nonsense(run, at),
    { kind: "wake", at: at + 1e15 },
    { kind: "proceed", at },
    { kind: "cancel", at, reason: "parent_ended" },
    { kind: "quarantine", at, deaths: 3 },
    { kind: "resumed", at },
  ];
}

/** Facts that a run which has not begun does not know of. */
export function beforeStart(at: number): readonly Fact[] {
  return [
    { kind: "wake", at },
    { kind: "proceed", at },
    { kind: "resumed", at },
    { kind: "signal", at, signal: "s1", value: null },
    { kind: "called", at, path: "s1", result: { ok: true, runId: "run_x" } },
    { kind: "intent", at, path: "s1", attempt: 1 },
    { kind: "outcome", at, path: "s1", attempt: 1, result: { ok: true, output: 1 } },
  ];
}
