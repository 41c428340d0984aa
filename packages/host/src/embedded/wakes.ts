import type { Clock, RunRow, Store } from "@stepwell/core";

/*
 * Durable timers. The store knows every due time; in memory there is one timer, for the earliest.
 */

const batchMax = 200;
/** How long to leave the disk alone after something could not be read or woken. */
const afterFailureMs = 1000;
const afterFailureMsMax = 60_000;

interface Parts {
  readonly store: Store;
  readonly clock: Clock;
  /** Tells a run that its time has come; resolves when that is durable. */
  wake(row: RunRow): Promise<void>;
  failed(error: unknown): void;
}

/** Runs that could not be woken: they stay due, and must keep no other from its turn. */
function makeStubborn(clock: Clock) {
  const runs = new Map<string, { readonly tries: number; readonly nextAt: number }>();
  return {
    isInTurn: ({ id }: RunRow): boolean => (runs.get(id)?.nextAt ?? 0) <= clock.now(),
    woken: ({ id }: RunRow): boolean => runs.delete(id),
    failed({ id }: RunRow): void {
      const tries = runs.get(id)?.tries ?? 0;
      const delayMs = Math.min(afterFailureMs * 2 ** tries, afterFailureMsMax);
      runs.set(id, { tries: tries + 1, nextAt: clock.now() + delayMs });
    },
    nextAt: (): number => Math.min(...[...runs.values()].map(({ nextAt }) => nextAt)),
  };
}

/** Wakes what is due, page by page; says when to come again. */
function makeWalk({ store, clock, wake, failed }: Parts, isStopped: () => boolean) {
  const stubborn = makeStubborn(clock);

  async function run(): Promise<number | undefined> {
    const now = clock.now();
    let last: RunRow | undefined;
    for (;;) {
      const due = await store.dueRuns(now, batchMax, last);
      await Promise.all(due.filter(stubborn.isInTurn).map(tryToWake));
      last = due.at(-1);
      if (isStopped()) return undefined;
      if (due.length < batchMax || !last) return nextTurn(now);
    }
  }

  async function tryToWake(row: RunRow): Promise<void> {
    try {
      await wake(row);
      stubborn.woken(row);
    } catch (error) {
      failed(error);
      stubborn.failed(row);
    }
  }

  /** The earliest of what will be due, and of those that are due and will be tried again. */
  async function nextTurn(now: number): Promise<number | undefined> {
    const nextDue = await store.nextWakeAt(now);
    const at = Math.min(nextDue ?? Infinity, stubborn.nextAt());
    return at === Infinity ? undefined : at;
  }

  return { run };
}

export function makeWakes({ store, clock, wake, failed }: Parts) {
  let next = Infinity;
  let undo: () => void = () => undefined;
  let isFiring = false;
  let isStopped = false;
  /** A time came while others were being woken: its run may lie behind the walk. */
  let mustLookAgain = false;
  const walk = makeWalk({ store, clock, wake, failed }, () => isStopped);

  function schedule(at: number | undefined): void {
    if (at === undefined || at >= next || isStopped) return;
    undo();
    next = at;
    undo = clock.wakeAt(at, () => void fire());
  }

  async function fire(): Promise<void> {
    // The timer is used up: what is due from now on needs one of its own.
    next = Infinity;
    mustLookAgain = true;
    if (isFiring || isStopped) return;
    isFiring = true;
    let nextAt: number | undefined;
    while (mustLookAgain && !isStopped) {
      mustLookAgain = false;
      nextAt = await walk.run().catch(later);
    }
    isFiring = false;
    schedule(nextAt);
  }

  function later(error: unknown): number {
    failed(error);
    return clock.now() + afterFailureMs;
  }

  return {
    schedule,
    async begin(): Promise<void> {
      schedule(await store.nextWakeAt());
    },
    stop(): void {
      isStopped = true;
      undo();
    },
  };
}

export type Wakes = ReturnType<typeof makeWakes>;
