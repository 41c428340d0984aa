import type { BranchDefinition, EditOperation, JsonObject, StepDefinition } from "@stepwell/core";

/** A new config; a condition has branches only in the mode that takes one of them. */
export function configEdits(step: StepDefinition, config: JsonObject): readonly EditOperation[] {
  const set: EditOperation = {
    op: "setConfig",
    stepId: step.id,
    config: config as StepDefinition["config"],
  };
  if (step.type !== "condition" || step.config["mode"] === config["mode"]) return [set];
  const branches = step.branches ?? [];
  return [
    set,
    ...(config["mode"] === "branches" ? missing(step.id, branches) : empty(step.id, branches)),
  ];
}

const choices = ["yes", "no"];

function missing(stepId: string, branches: readonly BranchDefinition[]): readonly EditOperation[] {
  return choices
    .filter((id) => !branches.some((branch) => branch.id === id))
    .map((id, index) => ({ op: "addBranch", stepId, branch: { id, steps: [] }, index }));
}

/** Branches with steps stay: the checker says that they have no place, and nothing is lost. */
function empty(stepId: string, branches: readonly BranchDefinition[]): readonly EditOperation[] {
  return branches
    .filter(({ id, steps }) => choices.includes(id) && steps.length === 0)
    .map(({ id }) => ({ op: "removeBranch", stepId, branchId: id }));
}
