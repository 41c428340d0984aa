import type { Run, RunRow } from "@stepwell/core";

/** Who wants to know that runs have changed: live updates, sync callers, recovery. */
export function makeWatchers() {
  const listeners = new Set<(row: RunRow) => void>();
  const waiters = new Map<string, ((run: Run) => void)[]>();

  return {
    watch(listener: (row: RunRow) => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** The run at its next write; who does not wait for it any more says so. */
    next(runId: string): { readonly run: Promise<Run>; forget(): void } {
      const { promise, resolve } = Promise.withResolvers<Run>();
      waiters.set(runId, [...(waiters.get(runId) ?? []), resolve]);
      const forget = (): void => {
        const others = (waiters.get(runId) ?? []).filter((waiter) => waiter !== resolve);
        if (others.length > 0) waiters.set(runId, others);
        else waiters.delete(runId);
      };
      return { run: promise, forget };
    },
    /** Runs that somebody waits for. */
    waiting: (): number => waiters.size,
    written(row: RunRow, run: Run): void {
      for (const listener of listeners) listener(row);
      const waiting = waiters.get(row.id);
      if (!waiting) return;
      waiters.delete(row.id);
      for (const resolve of waiting) resolve(run);
    },
  };
}
