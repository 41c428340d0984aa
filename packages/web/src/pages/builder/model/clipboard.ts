import {
  applyEdits,
  type BranchDefinition,
  type Definition,
  type EditOperation,
  type Place,
  type StepDefinition,
  walkSteps,
} from "@stepwell/core";
import { freeId, idsIn } from "./new-step.ts";
import { placeBeside } from "./walk.ts";

/*
 * Steps as text on the system's clipboard: they work between workflows, windows and chats. Ids stay
 * where they are free; where they are taken, new ones are given and the steps' own references
 * follow.
 */

const format = "stepwell/steps/v1";

export function textOfSteps(steps: readonly StepDefinition[]): string {
  return JSON.stringify({ format, steps }, null, 2);
}

/** The steps in a text; undefined where it holds none. */
export function stepsInText(text: string): readonly StepDefinition[] | undefined {
  try {
    const value = JSON.parse(text) as { format?: unknown; steps?: unknown };
    if (value.format !== format || !Array.isArray(value.steps)) return undefined;
    return value.steps.every(isStep) ? (value.steps as StepDefinition[]) : undefined;
  } catch {
    return undefined;
  }
}

function isStep(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const { id, type, branches = [] } = value as Partial<StepDefinition>;
  if (typeof id !== "string" || typeof type !== "string" || !Array.isArray(branches)) return false;
  return branches.every(
    ({ steps }: BranchDefinition) => Array.isArray(steps) && steps.every(isStep),
  );
}

/** The edits that insert the steps at a place, under ids that are free. */
export function pasteEdits(
  definition: Definition,
  steps: readonly StepDefinition[],
  at: Place,
): readonly EditOperation[] {
  const renamed = withFreeIds(definition, steps);
  return renamed.map((step, index) => ({
    op: "insertStep",
    step,
    at: { ...at, index: at.index + index },
  }));
}

/** Renaming in a definition of their own takes the references between the steps along. */
function withFreeIds(
  definition: Definition,
  steps: readonly StepDefinition[],
): readonly StepDefinition[] {
  let own: Definition = { ...definition, steps: [...steps] };
  const taken = idsIn(definition);
  for (const { step } of walkSteps(own)) {
    const id = freeId(taken, step.id);
    taken.add(id);
    if (id === step.id) continue;
    const result = applyEdits(own, [{ op: "renameStep", stepId: step.id, newId: id }]);
    if (result.ok) own = result.definition;
  }
  return own.steps;
}

/** Copies of the steps, right behind the last of them. */
export function duplicateEdits(
  definition: Definition,
  steps: readonly StepDefinition[],
): readonly EditOperation[] {
  const last = steps.at(-1);
  return last ? pasteEdits(definition, steps, placeBeside(definition, last.id, "after")) : [];
}

/** The steps that the edits insert, without those inside. */
export function insertedIds(edits: readonly EditOperation[]): readonly string[] {
  return edits.flatMap((edit) => (edit.op === "insertStep" ? [edit.step.id] : []));
}
