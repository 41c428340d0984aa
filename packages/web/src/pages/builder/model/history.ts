import type { Definition } from "@stepwell/core";

/*
 * Undo and redo. Definitions share what did not change, so an entry costs what was edited. Edits
 * with the same `mergeKey` that follow each other soon are one entry: typing in a field.
 */

export interface HistoryEntry {
  /** What was done, for people: "Delete Send email". */
  readonly label: string;
  readonly before: Definition;
  readonly after: Definition;
  /** What was selected before and after. */
  readonly selectedBefore: string | undefined;
  readonly selectedAfter: string | undefined;
  readonly mergeKey: string | undefined;
  /** Milliseconds, of the last edit in it. */
  readonly at: number;
}

export interface History {
  readonly past: readonly HistoryEntry[];
  readonly future: readonly HistoryEntry[];
}

const entriesMax = 200;
const mergeWithinMs = 1000;

export const emptyHistory: History = { past: [], future: [] };

export function record({ past }: History, entry: HistoryEntry): History {
  const last = past.at(-1);
  if (last && isSameEdit(last, entry)) {
    const merged = { ...entry, before: last.before, selectedBefore: last.selectedBefore };
    return { past: [...past.slice(0, -1), merged], future: [] };
  }
  return { past: [...past, entry].slice(-entriesMax), future: [] };
}

function isSameEdit(last: HistoryEntry, next: HistoryEntry): boolean {
  return (
    next.mergeKey !== undefined &&
    next.mergeKey === last.mergeKey &&
    next.at - last.at < mergeWithinMs
  );
}

export function undo({ past, future }: History): [HistoryEntry, History] | undefined {
  const entry = past.at(-1);
  return entry && [entry, { past: past.slice(0, -1), future: [entry, ...future] }];
}

export function redo({ past, future }: History): [HistoryEntry, History] | undefined {
  const [entry, ...rest] = future;
  return entry && [entry, { past: [...past, entry], future: rest }];
}
