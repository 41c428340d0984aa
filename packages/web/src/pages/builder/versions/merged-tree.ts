import {
  applyEdits,
  type Definition,
  findStep,
  type Place,
  type StepDefinition,
  walkSteps,
} from "@stepwell/core";
import type { Answer } from "../../../api/call.ts";

export type Change = Answer<"diffVersions">["changes"][number];
export type Mark = "added" | "removed" | "moved" | "changed";

/** Two definitions as one tree: the newer one, and what is gone where it stood. */
export interface MergedTree {
  readonly definition: Definition;
  /** What became of a step; those that stayed as they were have none. */
  readonly marks: ReadonlyMap<string, Mark>;
}

export function mergeTrees(
  before: Definition,
  after: Definition,
  changes: readonly Change[],
): MergedTree {
  const gone = [...walkSteps(before)].filter(({ step }) => !findStep(after, step.id));
  const ids = new Set(gone.map(({ step }) => step.id));
  // What is inside of something that is gone comes along with it.
  const roots = gone.filter(({ branch }) => branch === undefined || !ids.has(branch.stepId));
  const definition = roots.reduce(
    (merged, { step, branch }) =>
      withStep(merged, onlyGone(step, ids), placeIn(merged, before, { stepId: step.id, branch })),
    after,
  );
  return { definition, marks: marksOf(changes) };
}

/** Steps that were moved out stand where they are now. */
function onlyGone(step: StepDefinition, gone: ReadonlySet<string>): StepDefinition {
  if (!step.branches) return step;
  const branches = step.branches.map((branch) => ({
    ...branch,
    steps: branch.steps.filter(({ id }) => gone.has(id)).map((inner) => onlyGone(inner, gone)),
  }));
  return { ...step, branches };
}

function withStep(definition: Definition, step: StepDefinition, at: Place): Definition {
  const result = applyEdits(definition, [{ op: "insertStep", step, at }]);
  if (result.ok) return result.definition;
  // The branch that it stood in is gone, while its step is not.
  const atTop = applyEdits(definition, [
    { op: "insertStep", step, at: { index: definition.steps.length } },
  ]);
  return atTop.ok ? atTop.definition : definition;
}

/** Behind the nearest step before it that is still in the same list. */
function placeIn(
  merged: Definition,
  before: Definition,
  { stepId, branch }: { readonly stepId: string; readonly branch: Place["branch"] },
): Place {
  const older = listAt(before, branch).map(({ id }) => id);
  const newer = listAt(merged, branch).map(({ id }) => id);
  const previous = older.slice(0, older.indexOf(stepId)).findLast((id) => newer.includes(id));
  const index = previous === undefined ? 0 : newer.indexOf(previous) + 1;
  return branch ? { branch, index } : { index };
}

function listAt(definition: Definition, branch: Place["branch"]): readonly StepDefinition[] {
  if (!branch) return definition.steps;
  const step = findStep(definition, branch.stepId)?.step;
  return step?.branches?.find(({ id }) => id === branch.branchId)?.steps ?? [];
}

const markOfKind: Readonly<Record<string, Mark>> = {
  step_added: "added",
  step_removed: "removed",
  step_moved: "moved",
};

/** What says most about a step wins: added and removed, then changed, then moved. */
function marksOf(changes: readonly Change[]): ReadonlyMap<string, Mark> {
  const marks = new Map<string, Mark>();
  for (const { kind, stepId } of changes) {
    if (stepId === null) continue;
    const mark = markOfKind[kind] ?? "changed";
    const known = marks.get(stepId);
    if (known === undefined || known === "moved") marks.set(stepId, mark);
  }
  return marks;
}
