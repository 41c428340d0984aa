import type { BranchDefinition, Definition, EditOperation, StepDefinition } from "@stepwell/core";
import { placedIn } from "../model/places.ts";

/**
 * The edits that remove a step and leave the steps of one of its branches in its place; they are
 * refused as a whole where the step or the branch is not there.
 */
export function keepBranchEdits(
  definition: Definition,
  stepId: string,
  branchId: string,
): readonly EditOperation[] {
  const removal: EditOperation = { op: "removeStep", stepId };
  const placed = placedIn(definition, stepId);
  const kept = placed?.step.branches?.find(({ id }) => id === branchId);
  if (!placed || !kept) return [{ op: "removeBranch", stepId, branchId }, removal];
  const { branch, index } = placed;
  const moves = kept.steps.map(({ id }, at): EditOperation => {
    const to = branch ? { branch, index: index + at } : { index: index + at };
    return { op: "moveStep", stepId: id, to };
  });
  return [...moves, removal];
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
