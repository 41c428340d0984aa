import type { Clock, RunRow, Store } from "@stepwell/core";

/*
 * Durable timers. The store knows every due time; in memory there is one timer, for the earliest.
 */

const batchMax = 200;
/** How long to leave the disk alone after something could not be read or woken. */
const afterFailureMs = 1000;

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
    // The timer is used up: what is due from now on needs one of its own.
    next = Infinity;
    if (isFiring || isStopped) return;
    isFiring = true;
    const isWell = await wakeDue().catch(failWith(false));
    isFiring = false;
    const nextAt = isStopped ? undefined : await store.nextWakeAt().catch(failWith(clock.now()));
    schedule(isWell ? nextAt : Math.max(nextAt ?? 0, clock.now() + afterFailureMs));
  }

  function failWith<T>(value: T): (error: unknown) => T {
    return (error) => {
      failed(error);
      return value;
    };
  }

  /** False where a run could not be woken: it stays due, and must keep no other from its turn. */
  async function wakeDue(): Promise<boolean> {
    for (;;) {
      const due = await store.dueRuns(clock.now(), batchMax);
      const woken = await Promise.all(
        due.map((row) => wake(row).then(() => true, failWith(false))),
      );
      if (woken.includes(false)) return false;
      if (due.length < batchMax || isStopped) return true;
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
