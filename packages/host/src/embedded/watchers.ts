import { isEnded, type Run, type RunRow } from "@stepwell/core";

interface Waiter {
  readonly wants: (run: Run) => boolean;
  readonly resolve: (run: Run) => void;
}

/** A run that somebody waits for; who does not wait for it any more says so. */
export interface Watched {
  readonly run: Promise<Run>;
  forget(): void;
}

/** Who wants to know that runs have changed: live updates, sync callers, recovery. */
export function makeWatchers() {
  const listeners = new Set<(row: RunRow) => void>();
  const waiters = new Map<string, readonly Waiter[]>();

  function wait(runId: string, wants: Waiter["wants"]): Watched {
    const { promise, resolve } = Promise.withResolvers<Run>();
    const own = { wants, resolve };
    waiters.set(runId, [...(waiters.get(runId) ?? []), own]);
    return { run: promise, forget: () => keep(runId, (waiter) => waiter !== own) };
  }

  function keep(runId: string, stays: (waiter: Waiter) => boolean): void {
    const others = (waiters.get(runId) ?? []).filter(stays);
    if (others.length > 0) waiters.set(runId, others);
    else waiters.delete(runId);
  }

  return {
    watch(listener: (row: RunRow) => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** The run at its next write. */
    next: (runId: string): Watched => wait(runId, () => true),
    /** The run at the write of its end. */
    ended: (runId: string): Watched => wait(runId, isEnded),
    /** Runs that somebody waits for. */
    waiting: (): number => waiters.size,
    written(row: RunRow, run: Run): void {
      for (const listener of listeners) listener(row);
      const waiting = waiters.get(row.id);
      if (!waiting) return;
      keep(row.id, ({ wants }) => !wants(run));
      for (const { wants, resolve } of waiting) if (wants(run)) resolve(run);
    },
  };
}

export type Watchers = ReturnType<typeof makeWatchers>;
