import { type Definition, type EditOperation, findStep } from "@stepwell/core";
import type { StepTypeEntry } from "../../../api/catalog.ts";
import { newStep } from "./new-step.ts";

/** Step types that a step can be put into. */
export const wrappers = ["condition", "loop", "parallel"] as const;
export type Wrapper = (typeof wrappers)[number];

/** Puts the step into the first branch of a new step of the type, at its own place. */
export function wrapEdits(
  definition: Definition,
  stepId: string,
  entry: StepTypeEntry,
): readonly EditOperation[] {
  const placed = findStep(definition, stepId);
  const wrapper = newStep(definition, entry);
  const [branch] = wrapper.branches ?? [];
  if (!placed || !branch) return [];
  const at = placed.branch
    ? { branch: placed.branch, index: placed.index }
    : { index: placed.index };
  return [
    { op: "insertStep", step: wrapper, at },
    {
      op: "moveStep",
      stepId,
      to: { branch: { stepId: wrapper.id, branchId: branch.id }, index: 0 },
    },
  ];
}
