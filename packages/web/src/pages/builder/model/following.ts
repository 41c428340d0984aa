import { type Definition, findStep } from "@stepwell/core";
import { triggerId } from "../../../canvas/layout.ts";
import type { BuilderState } from "./builder-store.ts";
import { emptyHistory, record } from "./history.ts";

export type Following = Pick<
  BuilderState,
  "definition" | "history" | "selected" | "marked" | "rangeStart"
>;

/**
 * What the builder is with somebody else's definition in place of its own: what is chosen stays
 * chosen where it is still there. All of theirs that follows each other is undone as one, and only
 * by who has something of his own to go back to.
 */
export function following(state: BuilderState, theirs: Definition, label: string): Following {
  const isThere = (id: string): boolean => id === triggerId || findStep(theirs, id) !== undefined;
  const { definition: before, history, marked, rangeStart } = state;
  const selected =
    state.selected !== undefined && isThere(state.selected) ? state.selected : undefined;
  const left = new Set([...marked].filter(isThere));
  const known = { selectedBefore: state.selected, selectedAfter: selected, before, after: theirs };
  // The same time for all of them, so that they are recorded as one.
  const entry = { ...known, label, mergeKey: "theirs", at: 0 };
  return {
    definition: theirs,
    history: history.past.length > 0 ? record(history, entry) : emptyHistory,
    selected,
    marked: left.size > 1 ? left : new Set(),
    rangeStart: rangeStart !== undefined && isThere(rangeStart) ? rangeStart : selected,
  };
}
