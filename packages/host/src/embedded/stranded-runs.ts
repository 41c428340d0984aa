import { type Clock, type Fact, isEndedStatus, type RunRow, type Store } from "@stepwell/core";

/*
 * Runs that were let go because they could not be written or read. What they were told is known
 * still: after a while they are taken up from the disk, and told it again.
 */

const firstMs = 30_000;
const delayMsMax = 30 * 60_000;

interface Parts {
  readonly store: Store;
  readonly clock: Clock;
  /** Takes a run up and tells it what was lost; resolves when that is durable. */
  takeUp(row: RunRow, facts: readonly Fact[]): Promise<unknown>;
  failed(error: unknown): void;
}

interface Stranded {
  readonly facts: readonly Fact[];
  readonly tries: number;
  readonly nextAt: number;
}

const unknown: Pick<Stranded, "facts" | "tries"> = { facts: [], tries: 0 };

export function makeStrandedRuns({ store, clock, takeUp, failed }: Parts) {
  const runs = new Map<string, Stranded>();
  let undo: (() => void) | undefined;
  let isStopped = false;

  /** @param facts what the run was told and may not have kept */
  function add(runId: string, facts: readonly Fact[]): void {
    const { tries, facts: before } = runs.get(runId) ?? unknown;
    const nextAt = clock.now() + Math.min(firstMs * 2 ** tries, delayMsMax);
    runs.set(runId, { facts: [...before, ...facts], tries: tries + 1, nextAt });
    schedule();
  }

  function schedule(): void {
    undo?.();
    undo = undefined;
    if (runs.size === 0 || isStopped) return;
    const at = Math.min(...[...runs.values()].map(({ nextAt }) => nextAt));
    undo = clock.wakeAt(at, () => void takeUpDue());
  }

  async function takeUpDue(): Promise<void> {
    const now = clock.now();
    // One after the other: whatever was wrong with them may be wrong still.
    const due = [...runs].filter(([, { nextAt }]) => nextAt <= now);
    for (const [runId, stranded] of due) if (!isStopped) await tryOne(runId, stranded);
    schedule();
  }

  /** Whoever fails again is among the stranded again, with one try more. */
  async function tryOne(runId: string, stranded: Stranded): Promise<void> {
    const trying = { ...stranded, facts: [] };
    runs.set(runId, trying);
    try {
      const row = await store.run(runId);
      // A fact is later than all before it.
      const facts = stranded.facts.map((fact) => ({ ...fact, at: clock.now() }));
      if (row && !isEndedStatus(row.status)) await takeUp(row, facts);
    } catch (error) {
      failed(error);
      add(runId, stranded.facts);
    }
    if (runs.get(runId) === trying) runs.delete(runId);
  }

  return {
    add,
    stop(): void {
      isStopped = true;
      undo?.();
    },
  };
}
