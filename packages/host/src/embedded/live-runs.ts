import {
  type Clock,
  type Fact,
  isEnded,
  pending,
  type RunRow,
  type Store,
  StoreReadOnlyError,
} from "@stepwell/core";
import type { ActionPools } from "./action-pools.ts";
import type { GateParts } from "./gate.ts";
import { applyFacts, type LiveRun } from "./live-run.ts";
import { makePayer, type PayerParts } from "./payer.ts";
import { rowOf } from "./run-row.ts";

/*
 * Runs in memory. Each has a queue of facts; a fact is applied, written to the journal with all that
 * came meanwhile, and only then are the debts that follow from it paid. So no action starts that
 * rests on something a crash could take back.
 */

export interface LiveRunParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly pools: ActionPools;
  readonly gate: GateParts;
  readonly call: PayerParts["call"];
  readonly abandoned: PayerParts["abandoned"];
  /** A run's row was written: wake times, watchers, free places follow from it. */
  written(row: RunRow, live: LiveRun): void;
  /** What a run waits for is on the disk now: `before` and `live.signals`. */
  waits(live: LiveRun, before: readonly string[]): void;
  /** Another process has written the run: it is not ours any more. */
  lost(live: LiveRun): void;
  /** The run was let go, and may not have kept what it was told. */
  stranded(runId: string, facts: readonly Fact[]): void;
  failed(error: unknown): void;
}

export function makeLiveRuns(parts: LiveRunParts) {
  const runs = makeRunTable();
  const payer = makePayer({ ...parts, tell: deliver });

  function deliver(live: LiveRun, fact: Fact): Promise<void> {
    live.facts.push(fact);
    return live.isBusy ? live.draining : begin(live);
  }

  function begin(live: LiveRun): Promise<void> {
    live.isBusy = true;
    live.draining = drain(live);
    return live.draining;
  }

  async function drain(live: LiveRun): Promise<void> {
    while (live.facts.length > 0) {
      const told = live.facts.splice(0);
      try {
        const isOurs = await write(parts, live, told, () => payer.settle(live));
        if (!isOurs) return drop(live);
      } catch (error) {
        return strand(live, [...told, ...live.facts], error);
      }
    }
    live.isBusy = false;
    release(live);
  }

  /** Memory is ahead of the disk: whoever needs the run next takes it up from there. */
  function strand(live: LiveRun, facts: readonly Fact[], error: unknown): void {
    forget(live);
    parts.stranded(live.run.identity.id, facts);
    parts.failed(error);
  }

  /** A run that only waits needs no memory but its row. */
  function release(live: LiveRun): void {
    if (live.inFlight.size === 0 && live.facts.length === 0) runs.forget(live);
  }

  function drop(live: LiveRun): void {
    forget(live);
    parts.lost(live);
  }

  function forget(live: LiveRun): void {
    payer.giveUpAll(live);
    runs.forget(live);
  }

  return {
    get: runs.get,
    size: runs.size,
    bytes: runs.bytes,
    deliver,
    /** Takes up a run whose facts so far are durable. */
    adopt(live: LiveRun): void {
      if (isEnded(live.run)) return;
      // A wake may have taken it up from the disk before its acknowledgement came.
      if (runs.get(live.run.identity.id)) return;
      runs.keep(live);
      // What is known already comes first: an uncertain action must not be performed again.
      if (live.facts.length === 0) payer.settle(live);
      if (live.facts.length > 0) void begin(live);
      else release(live);
    },
    /** Gives up what is in flight; the facts told so far are durable when it resolves. */
    async stop(): Promise<void> {
      for (const live of runs.all()) payer.giveUpAll(live);
      await Promise.all(runs.all().map((live) => rest(parts, live)));
    },
  };
}

/** False where somebody else has written the run. */
async function write(
  parts: LiveRunParts,
  live: LiveRun,
  told: readonly Fact[],
  settle: () => void,
): Promise<boolean> {
  const append = nextAppend(live, told);
  if (!append) return true;
  if ((await commitWhenPossible(parts, append)) === "stale") return false;
  if (append.facts.length > 0) parts.written(append.run, live);
  if (append.awaits) takeWaits(parts, live, append.awaits);
  settle();
  return true;
}

function takeWaits({ waits }: LiveRunParts, live: LiveRun, signals: readonly string[]): void {
  const before = live.signals;
  live.signals = signals;
  waits(live, before);
}

function makeRunTable() {
  const runs = new Map<string, LiveRun>();
  let bytes = 0;
  return {
    get: (runId: string): LiveRun | undefined => runs.get(runId),
    all: (): readonly LiveRun[] => [...runs.values()],
    size: (): number => runs.size,
    /** Of the events of all runs in memory. */
    bytes: (): number => bytes,
    keep(live: LiveRun): void {
      runs.set(live.run.identity.id, live);
      bytes += live.bytes;
    },
    forget(live: LiveRun): void {
      if (runs.delete(live.run.identity.id)) bytes -= live.bytes;
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

/** Applies what has gathered; undefined where there is nothing to be written. */
function nextAppend(live: LiveRun, told: readonly Fact[]): Append | undefined {
  const afterSeq = live.run.factCount;
  const { facts, delivered } = applyFacts(live, told);
  if (facts.length === 0 && delivered.length === 0) return undefined;
  const { signals } = pending(live.run);
  return {
    kind: "append",
    afterSeq,
    run: rowOf(live.run, live.base),
    facts,
    awaits: isSameList(signals, live.signals) ? undefined : signals,
    delivered,
  };
}

function isSameList(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((item, index) => item === right[index]);
}

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
