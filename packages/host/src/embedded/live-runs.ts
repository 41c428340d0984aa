import {
  advance,
  type Clock,
  type Fact,
  isEnded,
  pending,
  type PerformDebt,
  type Program,
  type Run,
  type RunRow,
  type Store,
  StoreReadOnlyError,
} from "@stepwell/core";
import type { ActionPool } from "./action-pool.ts";
import { type GateParts, perform } from "./gate.ts";
import { type RowBase, rowOf } from "./run-row.ts";

/*
 * Runs in memory. Each has a queue of facts; a fact is applied, written to the journal with all that
 * came meanwhile, and only then are the debts that follow from it paid. So no action starts that
 * rests on something a crash could take back.
 */

export interface LiveRun {
  readonly program: Program;
  readonly base: RowBase;
  readonly bytes: number;
  run: Run;
  readonly facts: Fact[];
  readonly inFlight: Map<string, Flight>;
  isBusy: boolean;
  /** Resolves when all facts told so far are durable. */
  draining: Promise<void>;
}

interface Flight {
  readonly attempt: number;
  readonly abort: AbortController;
  takeBack(): void;
}

export interface LiveRunParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly pool: ActionPool;
  readonly gate: GateParts;
  /** A run's row was written: wake times, watchers, free places follow from it. */
  written(row: RunRow, live: LiveRun): void;
  /** Another process has written the run: it is not ours any more. */
  lost(live: LiveRun): void;
  failed(error: unknown): void;
}

export function makeLive(program: Program, base: RowBase, run: Run, bytes = 0): LiveRun {
  return {
    program,
    base,
    run,
    bytes,
    facts: [],
    inFlight: new Map(),
    isBusy: false,
    draining: Promise.resolve(),
  };
}

export function makeLiveRuns(parts: LiveRunParts) {
  const runs = new Map<string, LiveRun>();

  function deliver(live: LiveRun, fact: Fact): Promise<void> {
    live.facts.push(fact);
    return live.isBusy ? live.draining : begin(live);
  }

  function begin(live: LiveRun): Promise<void> {
    live.isBusy = true;
    live.draining = drain(live).catch(parts.failed);
    return live.draining;
  }

  async function drain(live: LiveRun): Promise<void> {
    while (live.facts.length > 0) {
      const before = live.run;
      const applied = applyFacts(live);
      if (applied.length === 0) continue;
      const row = rowOf(live.run, live.base);
      const append = {
        kind: "append",
        afterSeq: before.factCount,
        run: row,
        facts: applied,
      } as const;
      if ((await commitWhenPossible(parts, append)) === "stale") return drop(live);
      parts.written(row, live);
      settle(live);
    }
    live.isBusy = false;
    release(live);
  }

  /** Pays the debts of a run whose facts are durable; gives up what it does not owe any more. */
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
    await deliver(live, log.length > 0 ? { ...fact, log } : fact);
  }

  function giveUp(live: LiveRun, path: string, flight: Flight): void {
    live.inFlight.delete(path);
    flight.takeBack();
    flight.abort.abort();
  }

  /** A run that only waits needs no memory but its row. */
  function release(live: LiveRun): void {
    if (live.inFlight.size === 0 && live.facts.length === 0) runs.delete(live.run.identity.id);
  }

  function drop(live: LiveRun): void {
    for (const [path, flight] of live.inFlight) giveUp(live, path, flight);
    runs.delete(live.run.identity.id);
    parts.lost(live);
  }

  return {
    get: (runId: string): LiveRun | undefined => runs.get(runId),
    size: (): number => runs.size,
    deliver,
    /** Takes up a run whose facts so far are durable. */
    adopt(live: LiveRun): void {
      if (isEnded(live.run)) return;
      // A wake may have taken it up from the disk before its acknowledgement came.
      if (runs.has(live.run.identity.id)) return;
      runs.set(live.run.identity.id, live);
      // What is known already comes first: an uncertain action must not be performed again.
      if (live.facts.length === 0) settle(live);
      if (live.facts.length > 0) void begin(live);
      else release(live);
    },
    /** Gives up what is in flight; the facts told so far are durable when it resolves. */
    async stop(): Promise<void> {
      for (const live of runs.values())
        for (const [path, flight] of live.inFlight) giveUp(live, path, flight);
      await Promise.all([...runs.values()].map((live) => live.draining));
    },
  };
}

export type LiveRuns = ReturnType<typeof makeLiveRuns>;

/** Applies all facts that have gathered; those that changed nothing are not written. */
function applyFacts(live: LiveRun): Fact[] {
  const applied: Fact[] = [];
  for (const fact of live.facts.splice(0)) {
    const next = advance(live.program, live.run, fact);
    if (next === live.run) continue;
    live.run = next;
    applied.push(fact);
  }
  return applied;
}

type Append = Extract<Parameters<Store["commit"]>[0], { kind: "append" }>;

/** Outcomes are facts even while the disk is full: they wait until they can be written. */
async function commitWhenPossible({ store, clock }: LiveRunParts, append: Append) {
  for (;;) {
    try {
      return await store.commit(append);
    } catch (error) {
      if (!(error instanceof StoreReadOnlyError)) throw error;
      await new Promise<void>((resolve) => {
        clock.wakeAt(clock.now() + error.retryAfterMs, resolve);
      });
    }
  }
}
