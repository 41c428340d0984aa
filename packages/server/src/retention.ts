import { type Clock, type PruneOrder, unitMs } from "@stepwell/core";
import type { ServerParts } from "./call.ts";
import type { Environment } from "./environment.ts";
import { draftOf } from "./presenters/workflow.ts";

/*
 * Retention by age and outcome: small batches, so that nothing waits for them. Events go when no
 * run refers to them and the window for running them again is over.
 */

const intervalMs = 10 * 60_000;
const batchRows = 100;
/** Between batches, so that whoever waits for the writer gets in. */
const pauseMs = 50;
const keptDays = { succeeded: 90, failed: 90, canceled: 90 };

export function makeRetention(
  { environments, clock }: ServerParts,
  failed: (error: unknown) => void,
): { stop(): void } {
  let undo = clock.wakeAt(clock.now() + intervalMs, tick);
  let isStopped = false;

  function tick(): void {
    const all = [...environments.values()].map((one) =>
      pruneAll(one, { clock, isStopped: () => isStopped }),
    );
    void Promise.all(all)
      .catch(failed)
      .finally(() => {
        if (!isStopped) undo = clock.wakeAt(clock.now() + intervalMs, tick);
      });
  }

  return {
    stop() {
      isStopped = true;
      undo();
    },
  };
}

interface PruneParts {
  readonly clock: Clock;
  isStopped(): boolean;
}

async function pruneAll(
  { store, limits }: Environment,
  { clock, isStopped }: PruneParts,
): Promise<void> {
  const now = clock.now();
  const before = (days: number): number => now - days * unitMs.days;
  const own = (await store.workflows()).map((row): PruneOrder => {
    const { succeededDays, failedDays, canceledDays } = draftOf(row).settings?.retention ?? {};
    return {
      workflowId: row.id,
      succeededBefore: before(succeededDays ?? keptDays.succeeded),
      failedBefore: before(failedDays ?? keptDays.failed),
      canceledBefore: before(canceledDays ?? keptDays.canceled),
      eventsBefore: undefined,
      rowsMax: batchRows,
    };
  });
  const events: PruneOrder = {
    succeededBefore: undefined,
    failedBefore: undefined,
    canceledBefore: undefined,
    eventsBefore: before(limits().rerunDays),
    rowsMax: batchRows,
  };
  for (const order of [...own, events])
    while (!isStopped() && !(await store.prune(order)).isDone) await pause(clock);
}

function pause(clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    clock.wakeAt(clock.now() + pauseMs, resolve);
  });
}
