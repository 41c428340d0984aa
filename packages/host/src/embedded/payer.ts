import {
  type CallDebt,
  type CallResult,
  type Clock,
  type Fact,
  failureOf,
  pending,
  type PerformDebt,
  runSignal,
} from "@stepwell/core";
import type { ActionPools } from "./action-pools.ts";
import { type GateParts, perform } from "./gate.ts";
import type { Flight, LiveRun } from "./live-run.ts";

/** Pays the debts of runs: performs what they owe to the outside, and stops what they do not. */
export interface Payer {
  /** For a run whose facts are durable. */
  settle(live: LiveRun): void;
  giveUpAll(live: LiveRun): void;
}

export interface PayerParts {
  readonly clock: Clock;
  readonly pools: ActionPools;
  readonly gate: GateParts;
  tell(live: LiveRun, fact: Fact): Promise<void>;
  /** Starts a called run; undefined where the call was given up before. */
  call(live: LiveRun, debt: CallDebt, signal: AbortSignal): Promise<CallResult | undefined>;
  /** Nobody waits for the ends of these runs. */
  abandoned(runIds: readonly string[]): void;
}

/** The call is made once whatever happens; its run is given up where nobody waits for it any more. */
async function payCall(parts: PayerParts, live: LiveRun, debt: CallDebt): Promise<void> {
  const { path } = debt;
  const abort = new AbortController();
  live.inFlight.set(path, { attempt: callAttempt, abort, takeBack: () => undefined });
  const result = await parts.call(live, debt, abort.signal).catch(failedCall);
  if (!result) return;
  if (!abort.signal.aborted)
    await parts.tell(live, { kind: "called", at: parts.clock.now(), path, result });
  if (result.ok && isGivenUp(live, path, result.runId)) parts.abandoned([result.runId]);
}

function failedCall(error: unknown): CallResult {
  return { ok: false, failure: failureOf(error) };
}

/** A call that is owed still will be made again, and find the same run: after a stop, or in another process. */
function isGivenUp({ run }: LiveRun, path: string, runId: string): boolean {
  const { calls, signals } = pending(run);
  return !calls.some((call) => call.path === path) && !signals.includes(runSignal(runId));
}

/** Calls have no attempts: an action's first is 1. */
const callAttempt = 0;

export function makePayer(parts: PayerParts): Payer {
  function settle(live: LiveRun): void {
    const { performs, calls, mustProceed } = pending(live.run);
    const owed = new Map(performs.map(({ path, attempt }) => [path, attempt]));
    for (const { path } of calls) owed.set(path, callAttempt);
    for (const [path, flight] of live.inFlight)
      if (owed.get(path) !== flight.attempt) giveUp(live, path, flight);
    for (const debt of performs) if (!live.inFlight.has(debt.path)) pay(live, debt);
    for (const debt of calls) if (!live.inFlight.has(debt.path)) void payCall(parts, live, debt);
    if (mustProceed) live.facts.push({ kind: "proceed", at: parts.clock.now() });
  }

  function pay(live: LiveRun, debt: PerformDebt): void {
    const { path, attempt } = debt;
    const abort = new AbortController();
    const takeBack = parts.pools
      .of(debt)
      .add(live.base.workflowId, () => performDebt(live, debt, abort.signal));
    live.inFlight.set(path, { attempt, abort, takeBack });
  }

  async function performDebt(live: LiveRun, debt: PerformDebt, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    // With a place, and not before: what is only queued at a death was certainly not done.
    if (debt.mustIntend) await intend(live, debt);
    if (signal.aborted) return;
    const { outcome, log } = await perform(parts.gate, live, debt, signal);
    if (signal.aborted) return;
    // It stays in flight until its outcome is applied: a write of other facts may be under way.
    const { path, attempt } = debt;
    const fact = {
      kind: "outcome",
      at: parts.clock.now(),
      path,
      attempt,
      result: outcome,
    } as const;
    await parts.tell(live, log.length > 0 ? { ...fact, log } : fact);
  }

  function intend(live: LiveRun, { path, attempt }: PerformDebt): Promise<void> {
    return parts.tell(live, { kind: "intent", at: parts.clock.now(), path, attempt });
  }

  function giveUp(live: LiveRun, path: string, flight: Flight): void {
    live.inFlight.delete(path);
    flight.takeBack();
    flight.abort.abort();
  }

  return {
    settle,
    giveUpAll(live) {
      for (const [path, flight] of live.inFlight) giveUp(live, path, flight);
    },
  };
}
