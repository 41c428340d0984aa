import { type Definition, findStep } from "@stepwell/core";
import { triggerId } from "../../../canvas/layout.ts";
import type { BuilderState } from "./builder-store.ts";
import { emptyHistory } from "./history.ts";

export type Following = Pick<
  BuilderState,
  "definition" | "history" | "selected" | "marked" | "rangeStart"
>;

/**
 * What the builder is with somebody else's definition in place of its own: what is chosen stays
 * chosen where it is still there. Undo begins anew: it would go back to before what others have done,
 * and take that back with it.
 */
export function following(state: BuilderState, theirs: Definition): Following {
  const isThere = (id: string): boolean => id === triggerId || findStep(theirs, id) !== undefined;
  const { marked, rangeStart } = state;
  const selected =
    state.selected !== undefined && isThere(state.selected) ? state.selected : undefined;
  const left = new Set([...marked].filter(isThere));
  return {
    definition: theirs,
    history: emptyHistory,
    selected,
    marked: left.size > 1 ? left : new Set(),
    rangeStart: rangeStart !== undefined && isThere(rangeStart) ? rangeStart : selected,
  };
}
