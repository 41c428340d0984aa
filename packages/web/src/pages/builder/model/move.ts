import {
  applyEdits,
  type Definition,
  type EditOperation,
  type Place,
  type StepDefinition,
} from "@stepwell/core";
import { placedIn } from "./places.ts";
import { listAt } from "./walk.ts";

/* Moving one step or several. A place here is one in the tree as it is before the move. */

/** The edits that put the steps there, one behind the other; undefined where that is impossible. */
export function moveEdits(
  definition: Definition,
  ids: readonly string[],
  to: Place,
): readonly EditOperation[] | undefined {
  const behind = listAt(definition, to.branch)
    .slice(to.index)
    .find(({ id }) => !ids.includes(id))?.id;
  const edits: EditOperation[] = [];
  let moved = definition;
  for (const stepId of ids) {
    const rest = listAt(moved, to.branch).filter(({ id }) => id !== stepId);
    const index = behind === undefined ? rest.length : rest.findIndex(({ id }) => id === behind);
    const edit: EditOperation = { op: "moveStep", stepId, to: { ...to, index } };
    const result = applyEdits(moved, [edit]);
    if (!result.ok) return undefined;
    moved = result.definition;
    edits.push(edit);
  }
  return edits;
}

/** Whether the place is inside of one of the steps: there it cannot go. */
export function isInside(
  definition: Definition,
  ids: readonly string[],
  { branch }: Place,
): boolean {
  if (!branch) return false;
  if (ids.includes(branch.stepId)) return true;
  const around = placedIn(definition, branch.stepId)?.branch;
  return isInside(definition, ids, around ? { branch: around, index: 0 } : { index: 0 });
}

/** Whether the steps stand there already. */
export function isHere(
  definition: Definition,
  ids: readonly string[],
  { branch, index }: Place,
): boolean {
  const placed = placedIn(definition, ids[0] ?? "");
  if (!placed || !isSameBranch(placed.branch, branch)) return false;
  const { index: first } = placed;
  if (index < first || index > first + ids.length) return false;
  const list = listAt(definition, branch);
  return ids.every((id, at) => list[first + at]?.id === id);
}

function isSameBranch(one: Place["branch"], other: Place["branch"]): boolean {
  return one?.stepId === other?.stepId && one?.branchId === other?.branchId;
}

/** Where Alt and an arrow move them: over a neighbour, or out of the branch. */
export function movedPlace(
  definition: Definition,
  steps: readonly StepDefinition[],
  side: "up" | "down",
): Place | undefined {
  const edge = side === "up" ? steps[0] : steps.at(-1);
  const placed = edge && placedIn(definition, edge.id);
  if (!placed) return undefined;
  const next = placed.index + (side === "up" ? -1 : 1);
  const isOver = next >= 0 && next < listAt(definition, placed.branch).length;
  if (isOver) return placeIn(placed.branch, side === "up" ? next : next + 1);
  const outer = placed.branch && placedIn(definition, placed.branch.stepId);
  return outer && placeIn(outer.branch, outer.index + (side === "up" ? 0 : 1));
}

function placeIn(branch: Place["branch"], index: number): Place {
  return branch ? { branch, index } : { index };
}
