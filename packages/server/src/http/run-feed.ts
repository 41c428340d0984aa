import type { Host, RunRow } from "@stepwell/core";

/*
 * What streams tell of an environment's runs: each change under an id, the newest kept in memory, so
 * that a reader who was away for a moment misses nothing.
 */

export interface RunChange {
  readonly id: string;
  readonly row: RunRow;
  readonly confidential: boolean;
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

/** What could not be looked up is hidden. */
async function orYes(asked: boolean | Promise<boolean>): Promise<boolean> {
  try {
    return await asked;
  } catch {
    return true;
  }
}

interface FeedSource {
  readonly watch: Host["watch"];
  /** Without a promise where it is known. */
  isConfidential(row: RunRow): boolean | Promise<boolean>;
}

/** `epoch` tells ids of this process from those of the one before. */
export function makeRunFeed({ watch, isConfidential }: FeedSource, epoch: string): RunFeed {
  const listeners = new Set<(change: RunChange) => void>();
  const ring: RunChange[] = [];
  let count = 0;
  /** Changes that are looked at: the next ones must not overtake them. */
  let waiting: Promise<void> | undefined;

  function push(row: RunRow, confidential: boolean): void {
    count += 1;
    const change = { id: `${epoch}-${count}`, row, confidential };
    ring[count % keptMax] = change;
    for (const listener of listeners) listener(change);
  }

  async function pushLater(
    before: Promise<void> | undefined,
    row: RunRow,
    asked: boolean | Promise<boolean>,
  ): Promise<void> {
    const [confidential] = await Promise.all([orYes(asked), before]);
    push(row, confidential);
  }

  watch((row) => {
    const asked = isConfidential(row);
    if (waiting === undefined && typeof asked === "boolean") return push(row, asked);
    const mine = pushLater(waiting, row, asked).finally(() => {
      if (waiting === mine) waiting = undefined;
    });
    waiting = mine;
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
