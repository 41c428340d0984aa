import {
  type Definition,
  type EditOperation,
  type StepDefinition,
  walkSteps,
} from "@stepwell/core";

const nothing: ReadonlySet<string> = new Set();

/**
 * The edits that insert removed steps where they stood in the definition before. What was inside of
 * them and is `elsewhere` by now stays there.
 */
export function bringBackEdits(
  before: Definition,
  ids: readonly string[],
  elsewhere = nothing,
): readonly EditOperation[] {
  return [...walkSteps(before)]
    .filter(({ step }) => ids.includes(step.id))
    .map(({ step, branch, index }) => ({
      op: "insertStep",
      step: withoutSteps(step, elsewhere),
      at: branch ? { branch, index } : { index },
    }));
}

function withoutSteps(step: StepDefinition, ids: ReadonlySet<string>): StepDefinition {
  if (!step.branches || ids.size === 0) return step;
  const branches = step.branches.map((branch) => ({
    ...branch,
    steps: branch.steps.filter(({ id }) => !ids.has(id)).map((inner) => withoutSteps(inner, ids)),
  }));
  return { ...step, branches };
}
