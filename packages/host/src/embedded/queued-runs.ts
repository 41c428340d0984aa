import type { Clock, Program, RunRow, Store } from "@stepwell/core";
import type { LiveRun } from "./live-run.ts";
import type { Places } from "./places.ts";
import type { Programs } from "./programs.ts";
import type { makeLoader } from "./run-loader.ts";
import { makeTurns } from "./turns.ts";

interface Parts {
  readonly store: Store;
  readonly clock: Clock;
  readonly places: Places;
  readonly programs: Programs;
  readonly loader: ReturnType<typeof makeLoader>;
  failed(error: unknown): void;
}

/** Starts queued runs, oldest first, when a run of the same concurrency key has ended. */
export function makeQueuedRuns(parts: Parts) {
  const { store, clock, places, programs, loader, failed } = parts;
  /** One search for a key at a time, so that no run is started twice. */
  const take = makeTurns(failed);

  function fill(workflowId: string, key: string, limit: number): Promise<void> {
    return take(`${workflowId}/${key}`, () => startFree(workflowId, key, limit));
  }

  async function startFree(workflowId: string, key: string, limit: number): Promise<void> {
    const free = places.free(workflowId, key, limit);
    if (free === 0) return;
    const rows = await store.queuedRuns(workflowId, key, free);
    for (const row of rows) {
      places.started(workflowId, key);
      if (!(await start(row))) places.notStarted(workflowId, key);
    }
  }

  /** False where it was canceled in the queue meanwhile: its end has given the queue's place back. */
  async function start(row: RunRow): Promise<boolean> {
    try {
      const { run } = await loader.tell(row, { kind: "start", at: clock.now() });
      return run.startedAt !== undefined;
    } catch (error) {
      failed(error);
      return false;
    }
  }

  async function startOldest(workflowId: string, key: string): Promise<void> {
    const [row] = await store.queuedRuns(workflowId, key, 1);
    const program = row && (await programs.load(workflowId, row.version));
    if (program?.concurrency) await fill(workflowId, key, program.concurrency.limit);
  }

  return {
    ended({ workflowId, concurrencyKey, startedAt }: RunRow, { concurrency }: Program): void {
      if (concurrencyKey === undefined) return;
      places.giveBack(workflowId, concurrencyKey, startedAt !== undefined);
      if (concurrency) void fill(workflowId, concurrencyKey, concurrency.limit);
    },
    /**
     * A run was queued, or did not begin after all: its place may have become free before the
     * queued run was on the disk, where nobody found it.
     */
    check({ base: { workflowId, concurrencyKey }, program: { concurrency } }: LiveRun): void {
      if (concurrencyKey === undefined || !concurrency) return;
      if (places.free(workflowId, concurrencyKey, concurrency.limit) > 0)
        void fill(workflowId, concurrencyKey, concurrency.limit);
    },
    /** After a start: places that a crash has left free. */
    async startAll(): Promise<void> {
      for (const { workflowId, concurrencyKey } of await store.concurrency()) {
        await startOldest(workflowId, concurrencyKey).catch(failed);
      }
    },
  };
}

export type QueuedRuns = ReturnType<typeof makeQueuedRuns>;
