import type { Clock, Delivery, Store } from "@stepwell/core";

/*
 * Deliveries that the store says are owed: those that a crash has held up, and those that failed. A
 * run may wait for the same event again, so none may be told twice: what is on its way is left alone.
 */

const firstMs = 30_000;
const delayMsMax = 30 * 60_000;

interface Parts {
  readonly store: Pick<Store, "owedDeliveries">;
  readonly clock: Clock;
  /** Tells the runs of one event of it. */
  redeliver(eventId: string, deliveries: readonly Delivery[]): Promise<void>;
  failed(error: unknown): void;
}

export function makeOwedDeliveries({ store, clock, redeliver, failed }: Parts) {
  const underWay = new Set<string>();
  /** Told while the store is being looked at: it may have been read before. */
  let finished: Set<string> | undefined;
  let undo: (() => void) | undefined;
  let tries = 0;
  let isStopped = false;

  function isFree(delivery: Delivery): boolean {
    const key = keyOf(delivery);
    return !underWay.has(key) && finished?.has(key) !== true;
  }

  async function look(): Promise<void> {
    undo = undefined;
    if (finished || isStopped) return;
    finished = new Set();
    try {
      const owed = (await store.owedDeliveries()).filter(isFree);
      for (const [eventId, group] of Map.groupBy(owed, (one) => one.eventId))
        await redeliver(eventId, group.filter(isFree));
      if (!undo) tries = 0;
    } catch (error) {
      failed(error);
      later();
    } finally {
      finished = undefined;
    }
  }

  /** Something was not delivered: it is tried again, less and less often. */
  function later(): void {
    if (undo || isStopped) return;
    const delayMs = Math.min(firstMs * 2 ** tries, delayMsMax);
    tries += 1;
    undo = clock.wakeAt(clock.now() + delayMs, () => void look());
  }

  return {
    look,
    later,
    began(deliveries: readonly Delivery[]): void {
      for (const one of deliveries) underWay.add(keyOf(one));
    },
    ended(deliveries: readonly Delivery[]): void {
      for (const one of deliveries) {
        underWay.delete(keyOf(one));
        finished?.add(keyOf(one));
      }
    },
    stop(): void {
      isStopped = true;
      undo?.();
    },
  };
}

function keyOf({ runId, eventId }: Delivery): string {
  return `${runId} ${eventId}`;
}
