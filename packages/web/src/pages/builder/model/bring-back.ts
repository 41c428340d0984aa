import { type Definition, type EditOperation, walkSteps } from "@stepwell/core";

/** The edits that insert removed steps where they stood in the definition before. */
export function bringBackEdits(
  before: Definition,
  ids: readonly string[],
): readonly EditOperation[] {
  return [...walkSteps(before)]
    .filter(({ step }) => ids.includes(step.id))
    .map(({ step, branch, index }) => ({
      op: "insertStep",
      step,
      at: branch ? { branch, index } : { index },
    }));
}
