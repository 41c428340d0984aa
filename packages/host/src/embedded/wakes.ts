import type { Clock, RunRow, Store } from "@stepwell/core";

/*
 * Durable timers. The store knows every due time; in memory there is one timer, for the earliest.
 */

const batchMax = 200;

interface Parts {
  readonly store: Store;
  readonly clock: Clock;
  /** Tells a run that its time has come; resolves when that is durable. */
  wake(row: RunRow): Promise<void>;
  failed(error: unknown): void;
}

export function makeWakes({ store, clock, wake, failed }: Parts) {
  let next = Infinity;
  let undo: () => void = () => undefined;
  let isFiring = false;
  let isStopped = false;

  function schedule(at: number | undefined): void {
    if (at === undefined || at >= next || isStopped) return;
    undo();
    next = at;
    undo = clock.wakeAt(at, () => void fire());
  }

  async function fire(): Promise<void> {
    if (isFiring || isStopped) return;
    isFiring = true;
    next = Infinity;
    try {
      await wakeDue();
    } catch (error) {
      failed(error);
    }
    isFiring = false;
    schedule(isStopped ? undefined : await store.nextWakeAt());
  }

  async function wakeDue(): Promise<void> {
    for (;;) {
      const due = await store.dueRuns(clock.now(), batchMax);
      await Promise.all(due.map(wake));
      if (due.length < batchMax || isStopped) return;
    }
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
