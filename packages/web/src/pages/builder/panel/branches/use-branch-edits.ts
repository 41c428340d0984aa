import type { BranchDefinition, Condition, EditOperation, StepDefinition } from "@stepwell/core";
import { useTranslation } from "react-i18next";
import { useBuilderStore } from "../../model/builder-store.ts";
import { freeId } from "../../model/new-step.ts";

/** What can be done with the branches of a step. */
export interface BranchEdits {
  /** Before the branch that is the rest, where there is one. */
  add(fallbackId: string | undefined): void;
  addNamed(id: string): void;
  remove(branchId: string): void;
  move(branchId: string, by: -1 | 1): void;
  rename(branchId: string, title: string): void;
  setWhen(branchId: string, when: Condition): void;
}

export function useBranchEdits(step: StepDefinition): BranchEdits {
  const { t } = useTranslation("panel");
  const store = useBuilderStore();
  const stepId = step.id;
  const branches = step.branches ?? [];
  const indexOf = (id: string): number => branches.findIndex((branch) => branch.id === id);
  const edit = (operations: readonly EditOperation[], what: Parts): void => {
    const { label, mergeKey } = what;
    store.getState().edit(operations, { label, ...(mergeKey && { mergeKey }) });
  };
  const insert = (branch: BranchDefinition, index: number): void =>
    edit([{ op: "addBranch", stepId, branch, index }], { label: t("done.branch_added") });
  return {
    add(fallbackId) {
      const id = freeId(new Set(branches.map((branch) => branch.id)), "branch");
      const rest = fallbackId === undefined ? -1 : indexOf(fallbackId);
      const when = fallbackId === undefined ? {} : { when: { all: [] } };
      insert({ id, ...when, steps: [] }, rest < 0 ? branches.length : rest);
    },
    addNamed: (id) => insert({ id, steps: [] }, branches.length),
    remove: (branchId) =>
      edit([{ op: "removeBranch", stepId, branchId }], { label: t("done.branch_removed") }),
    move(branchId, by) {
      const branch = branches[indexOf(branchId)];
      if (!branch) return;
      const index = indexOf(branchId) + by;
      const operations: readonly EditOperation[] = [
        { op: "removeBranch", stepId, branchId },
        { op: "addBranch", stepId, branch, index },
      ];
      edit(operations, { label: t("done.branch_moved") });
    },
    rename: (branchId, title) =>
      edit([{ op: "updateBranch", stepId, branchId, set: { title } }], {
        label: t("done.branch_renamed", { title }),
      }),
    setWhen: (branchId, when) =>
      edit([{ op: "updateBranch", stepId, branchId, set: { when } }], {
        label: t("done.branch_condition"),
        mergeKey: `${stepId} branch ${branchId}`,
      }),
  };
}

interface Parts {
  readonly label: string;
  readonly mergeKey?: string;
}
