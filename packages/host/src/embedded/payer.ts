import { type Clock, type Fact, pending, type PerformDebt } from "@stepwell/core";
import type { ActionPool } from "./action-pool.ts";
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
  readonly pool: ActionPool;
  readonly gate: GateParts;
  tell(live: LiveRun, fact: Fact): Promise<void>;
}

export function makePayer(parts: PayerParts): Payer {
  function settle(live: LiveRun): void {
    const { performs, mustProceed } = pending(live.run);
    const owed = new Map(performs.map((debt) => [debt.path, debt]));
    for (const [path, flight] of live.inFlight)
      if (owed.get(path)?.attempt !== flight.attempt) giveUp(live, path, flight);
    for (const debt of performs) if (!live.inFlight.has(debt.path)) pay(live, debt);
    if (mustProceed) live.facts.push({ kind: "proceed", at: parts.clock.now() });
  }

  function pay(live: LiveRun, debt: PerformDebt): void {
    const { path, attempt } = debt;
    if (debt.mustIntend) {
      live.facts.push({ kind: "intent", at: parts.clock.now(), path, attempt });
      return;
    }
    const abort = new AbortController();
    const takeBack = parts.pool.add(live.base.workflowId, () =>
      performDebt(live, debt, abort.signal),
    );
    live.inFlight.set(path, { attempt, abort, takeBack });
  }

  async function performDebt(live: LiveRun, debt: PerformDebt, signal: AbortSignal): Promise<void> {
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
