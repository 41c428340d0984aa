import type { Clock, RunRow, Store } from "@stepwell/core";

/*
 * Taking up what a death of the process has interrupted. Runs interrupted for the first time go on
 * together. A run that was interrupted before is a suspect: perhaps it kills the process. Suspects
 * are tried one after the other. The last try is made alone, before the server is ready, so that a
 * death can have no other cause; after it the run is quarantined.
 */

const pageSize = 500;
const deathsMax = 3;
/** How long a run that may be harmful is watched before the next one begins. */
const suspectMs = 500;
const aloneMs = 5000;

export interface RecoveryParts {
  readonly store: Store;
  readonly clock: Clock;
  /** Takes a run up; resolves at its first progress. */
  resume(row: RunRow): Promise<void>;
  quarantine(row: RunRow): Promise<void>;
  /** The process has outlived the run's last try: the run keeps only the deaths before it. */
  acquit(row: RunRow): Promise<void>;
  isStopped(): boolean;
  failed(error: unknown): void;
}

/** Resolves when the server may get ready; what is harmless goes on in the background. */
export async function recover(parts: RecoveryParts): Promise<void> {
  const rows = await interruptedRuns(parts.store);
  const having = (test: (deaths: number) => boolean) => rows.filter(({ deaths }) => test(deaths));
  for (const row of having((deaths) => deaths >= deathsMax))
    await parts.quarantine(row).catch(parts.failed);
  for (const row of having((deaths) => deaths === deathsMax - 1)) {
    const hasProgressed = await tryOne(parts, row, aloneMs);
    if (!hasProgressed) await parts.acquit(row).catch(parts.failed);
  }
  const fresh = having((deaths) => deaths === 0);
  await parts.store.addDeaths(fresh.map(({ id }) => id));
  for (const row of fresh) void parts.resume(row);
  const suspects = having((deaths) => deaths > 0 && deaths < deathsMax - 1);
  void trySuspects(parts, suspects).catch(parts.failed);
}

async function interruptedRuns(store: Store): Promise<readonly RunRow[]> {
  const rows: RunRow[] = [];
  for (;;) {
    const page = await store.interruptedRuns(rows.at(-1)?.id, pageSize);
    rows.push(...page);
    if (page.length < pageSize) return rows;
  }
}

/** Waits for progress, but not for ever: a long action is no sign of harm. */
async function tryOne(parts: RecoveryParts, row: RunRow, tryMs: number): Promise<boolean> {
  const { store, clock, resume } = parts;
  await store.addDeaths([row.id]);
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const undo = clock.wakeAt(clock.now() + tryMs, () => resolve(false));
  const hasProgressed = await Promise.race([resume(row).then(() => true), promise]);
  undo();
  return hasProgressed;
}

async function trySuspects(parts: RecoveryParts, suspects: readonly RunRow[]): Promise<void> {
  for (const row of suspects) {
    if (parts.isStopped()) return;
    await tryOne(parts, row, suspectMs);
  }
}
