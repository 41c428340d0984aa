import { type EditOperation, errorBranchId, type StepDefinition } from "@stepwell/core";

export type OnError = NonNullable<StepDefinition["onError"]>;

/** What a failure means. The branch for it comes with the choice, and goes with it if it is empty. */
export function onErrorEdits(step: StepDefinition, onError: OnError): readonly EditOperation[] {
  const stepId = step.id;
  const branches = step.branches ?? [];
  const own = branches.find(({ id }) => id === errorBranchId);
  const set: EditOperation =
    onError === "fail"
      ? { op: "updateStep", stepId, set: {}, clear: ["onError"] }
      : { op: "updateStep", stepId, set: { onError }, clear: [] };
  if (onError === "branch" && !own) {
    const branch = { id: errorBranchId, steps: [] };
    return [set, { op: "addBranch", stepId, branch, index: branches.length }];
  }
  if (onError !== "branch" && own?.steps.length === 0)
    return [set, { op: "removeBranch", stepId, branchId: errorBranchId }];
  return [set];
}
