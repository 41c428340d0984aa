import type { Program, Store } from "@stepwell/core";

interface Place {
  readonly open: number;
  readonly queued: number;
}

const empty: Place = { open: 0, queued: 0 };

/** Concurrency limits of workflows: how many runs of a key are open, and how many wait. */
export function makePlaces() {
  /** Only places that somebody holds or waits for: there are as many keys as customers. */
  const places = new Map<string, Place>();

  function placeOf(workflowId: string, key: string): Place {
    return places.get(`${workflowId}/${key}`) ?? empty;
  }

  function change(workflowId: string, key: string, { open, queued }: Place): void {
    const name = `${workflowId}/${key}`;
    const place = placeOf(workflowId, key);
    const next = { open: place.open + open, queued: place.queued + queued };
    if (next.open === 0 && next.queued === 0) places.delete(name);
    else places.set(name, next);
  }

  return {
    /** True where the run may start now; otherwise it is counted as queued. */
    take({ workflow, concurrency }: Program, key: string): boolean {
      if (!concurrency) return true;
      const { open, queued } = placeOf(workflow.id, key);
      const isFree = open < concurrency.limit && queued === 0;
      change(workflow.id, key, isFree ? { open: 1, queued: 0 } : { open: 0, queued: 1 });
      return isFree;
    },
    /** A place that is not held, or not waited for, any more. */
    giveBack(workflowId: string, key: string, isStarted: boolean): void {
      change(workflowId, key, isStarted ? { open: -1, queued: 0 } : { open: 0, queued: -1 });
    },
    /** How many queued runs may start now. */
    free(workflowId: string, key: string, limit: number): number {
      const { open, queued } = placeOf(workflowId, key);
      return Math.max(0, Math.min(queued, limit - open));
    },
    started(workflowId: string, key: string): void {
      change(workflowId, key, { open: 1, queued: -1 });
    },
    notStarted(workflowId: string, key: string): void {
      change(workflowId, key, { open: -1, queued: 1 });
    },
    size: (): number => places.size,
    async load(store: Store): Promise<void> {
      for (const { workflowId, concurrencyKey, open, queued } of await store.concurrency())
        change(workflowId, concurrencyKey, { open, queued });
    },
  };
}

export type Places = ReturnType<typeof makePlaces>;
