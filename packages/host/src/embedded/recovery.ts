import type { RunRow, Store } from "@stepwell/core";

/*
 * Taking up what a death of the process has interrupted. Runs that were interrupted for the first
 * time go on together. Runs that were interrupted more often are suspects: perhaps one of them
 * kills the process. They are tried one at a time, and after three deaths quarantined.
 */

const pageSize = 500;
export const deathsMax = 3;

interface Parts {
  readonly store: Store;
  /** Takes a run up; resolves at its first progress. */
  resume(row: RunRow): Promise<void>;
  quarantine(row: RunRow): Promise<void>;
  isStopped(): boolean;
}

export async function recover(parts: Parts): Promise<void> {
  const suspects: RunRow[] = [];
  let last: string | undefined;
  for (;;) {
    const rows = await parts.store.interruptedRuns(last, pageSize);
    if (rows.length === 0 || parts.isStopped()) break;
    last = rows.at(-1)?.id;
    const fresh = rows.filter((row) => row.deaths === 0);
    suspects.push(...rows.filter((row) => row.deaths > 0));
    await parts.store.addDeaths(fresh.map((row) => row.id));
    for (const row of fresh) void parts.resume(row);
  }
  void trySuspects(parts, suspects);
}

async function trySuspects(parts: Parts, suspects: readonly RunRow[]): Promise<void> {
  for (const row of suspects.toSorted((a, b) => a.deaths - b.deaths)) {
    if (parts.isStopped()) return;
    if (row.deaths >= deathsMax) {
      await parts.quarantine(row);
      continue;
    }
    await parts.store.addDeaths([row.id]);
    await parts.resume(row);
  }
}
