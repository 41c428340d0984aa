import {
  type Clock,
  type Fact,
  isEnded,
  type RunRow,
  type Store,
  StoreReadOnlyError,
} from "@stepwell/core";
import type { ActionPool } from "./action-pool.ts";
import type { GateParts } from "./gate.ts";
import { applyFacts, type LiveRun } from "./live-run.ts";
import { makePayer } from "./payer.ts";
import { rowOf } from "./run-row.ts";

/*
 * Runs in memory. Each has a queue of facts; a fact is applied, written to the journal with all that
 * came meanwhile, and only then are the debts that follow from it paid. So no action starts that
 * rests on something a crash could take back.
 */

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

export function makeLiveRuns(parts: LiveRunParts) {
  const runs = new Map<string, LiveRun>();
  const payer = makePayer({ ...parts, tell: deliver });

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
      payer.settle(live);
    }
    live.isBusy = false;
    release(live);
  }

  /** A run that only waits needs no memory but its row. */
  function release(live: LiveRun): void {
    if (live.inFlight.size === 0 && live.facts.length === 0) runs.delete(live.run.identity.id);
  }

  function drop(live: LiveRun): void {
    payer.giveUpAll(live);
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
      if (live.facts.length === 0) payer.settle(live);
      if (live.facts.length > 0) void begin(live);
      else release(live);
    },
    /** Gives up what is in flight; the facts told so far are durable when it resolves. */
    async stop(): Promise<void> {
      for (const live of runs.values()) payer.giveUpAll(live);
      await Promise.all([...runs.values()].map((live) => rest(parts, live)));
    },
  };
}

export type LiveRuns = ReturnType<typeof makeLiveRuns>;

/** A stop is no death: whatever was counted against the run is taken back. */
async function rest({ store }: LiveRunParts, live: LiveRun): Promise<void> {
  await live.draining;
  if (isEnded(live.run)) return;
  const run = rowOf(live.run, live.base);
  await store.commit({ kind: "append", afterSeq: run.seq, run, facts: [] });
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
