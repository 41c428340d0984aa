import type { Program, Store } from "@stepwell/core";

interface Place {
  open: number;
  queued: number;
}

/** Concurrency limits of workflows: how many runs of a key are open, and how many wait. */
export function makePlaces() {
  const places = new Map<string, Place>();

  function placeOf(workflowId: string, key: string): Place {
    const name = `${workflowId}/${key}`;
    const place = places.get(name) ?? { open: 0, queued: 0 };
    places.set(name, place);
    return place;
  }

  return {
    /** True where the run may start now; otherwise it is counted as queued. */
    take(program: Program, key: string): boolean {
      if (!program.concurrency) return true;
      const place = placeOf(program.workflow.id, key);
      const isFree = place.open < program.concurrency.limit && place.queued === 0;
      if (isFree) place.open += 1;
      else place.queued += 1;
      return isFree;
    },
    /** A taken place that was not used after all. */
    giveBack(workflowId: string, key: string, isStarted: boolean): void {
      const place = placeOf(workflowId, key);
      if (isStarted) place.open -= 1;
      else place.queued -= 1;
    },
    /** How many queued runs may start now. */
    free(workflowId: string, key: string, limit: number): number {
      const { open, queued } = placeOf(workflowId, key);
      return Math.max(0, Math.min(queued, limit - open));
    },
    started(workflowId: string, key: string): void {
      const place = placeOf(workflowId, key);
      place.queued -= 1;
      place.open += 1;
    },
    async load(store: Store): Promise<void> {
      for (const { workflowId, concurrencyKey, open, queued } of await store.concurrency())
        Object.assign(placeOf(workflowId, concurrencyKey), { open, queued });
    },
  };
}

export type Places = ReturnType<typeof makePlaces>;
