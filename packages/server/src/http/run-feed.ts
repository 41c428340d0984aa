import type { Host, RunRow } from "@stepwell/core";

/*
 * What streams tell of an environment's runs: each change under an id, the newest kept in memory, so
 * that a reader who was away for a moment misses nothing.
 */

export interface RunChange {
  readonly id: string;
  readonly row: RunRow;
}

export interface RunFeed {
  /** The id of the newest change, or of the beginning. */
  lastId(): string;
  /** All changes behind that one; undefined where they are not known any more. */
  since(id: string): readonly RunChange[] | undefined;
  /** Until the function that it gives back is called. */
  listen(listener: (change: RunChange) => void): () => void;
}

const keptMax = 1000;

/** `epoch` tells ids of this process from those of the one before. */
export function makeRunFeed(watch: Host["watch"], epoch: string): RunFeed {
  const listeners = new Set<(change: RunChange) => void>();
  const ring: RunChange[] = [];
  let count = 0;
  watch((row) => {
    count += 1;
    const change = { id: `${epoch}-${count}`, row };
    ring[count % keptMax] = change;
    for (const listener of listeners) listener(change);
  });
  return {
    lastId: () => `${epoch}-${count}`,
    since(id) {
      const [, ofEpoch, text] = /^(.+)-(\d{1,15})$/.exec(id) ?? [];
      const number = Number(text);
      const isKnown = ofEpoch === epoch && number <= count && count - number <= keptMax;
      if (!isKnown) return undefined;
      return Array.from({ length: count - number }, (_, index) => number + index + 1).flatMap(
        (one) => ring[one % keptMax] ?? [],
      );
    },
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
