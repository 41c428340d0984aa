import type { BranchDefinition, Definition, EditOperation, StepDefinition } from "@stepwell/core";
import { moveEdits } from "../model/move.ts";
import { placedIn } from "../model/places.ts";

/** The edits that remove a step and leave the steps of one of its branches in its place. */
export function keepBranchEdits(
  definition: Definition,
  { id, branches = [] }: StepDefinition,
  branchId: string,
): readonly EditOperation[] {
  const removal: EditOperation = { op: "removeStep", stepId: id };
  const placed = placedIn(definition, id);
  const kept = branches.find((branch) => branch.id === branchId)?.steps ?? [];
  if (!placed) return [removal];
  const { branch, index } = placed;
  const ids = kept.map((step) => step.id);
  const moves = moveEdits(definition, ids, branch ? { branch, index } : { index });
  return [...(moves ?? []), removal];
}

/** Branches whose steps could stay. */
export function filledBranches({ branches = [] }: StepDefinition): readonly BranchDefinition[] {
  return branches.filter(({ steps }) => steps.length > 0);
}

/** How many steps are inside, however deep. */
export function countInside({ branches = [] }: StepDefinition): number {
  const inner = branches.flatMap(({ steps }) => steps);
  return inner.reduce((sum, step) => sum + 1 + countInside(step), 0);
}
