import { type Definition, type EditOperation, findStep } from "@stepwell/core";
import type { StepTypeEntry } from "../../../api/catalog.ts";
import { newStep } from "./new-step.ts";

/** Step types that a step can be put into. */
export const wrappers = ["condition", "loop", "parallel"] as const;
export type Wrapper = (typeof wrappers)[number];

/** Puts the steps into the first branch of a new step of the type, at the place of the first one. */
export function wrapEdits(
  definition: Definition,
  stepIds: readonly string[],
  entry: StepTypeEntry,
): readonly EditOperation[] {
  const placed = findStep(definition, stepIds[0] ?? "");
  const wrapper = newStep(definition, entry);
  const [branch] = wrapper.branches ?? [];
  if (!placed || !branch) return [];
  const at = placed.branch
    ? { branch: placed.branch, index: placed.index }
    : { index: placed.index };
  const inside = { stepId: wrapper.id, branchId: branch.id };
  return [
    { op: "insertStep", step: wrapper, at },
    ...stepIds.map((stepId, index): EditOperation => ({
      op: "moveStep",
      stepId,
      to: { branch: inside, index },
    })),
  ];
}
