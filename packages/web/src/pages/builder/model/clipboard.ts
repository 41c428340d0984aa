import {
  type BranchDefinition,
  type Definition,
  type EditOperation,
  type Place,
  renameSteps,
  type StepDefinition,
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
    if (!value.steps.every(isStep)) return undefined;
    const steps = value.steps as StepDefinition[];
    const ids = idsOf(steps);
    return new Set(ids).size === ids.length ? steps : undefined;
  } catch {
    return undefined;
  }
}

/** The same as in a definition: ids are written into references, and parts of the canvas. */
const idPattern = /^[a-z][a-z0-9_]{0,63}$/;

function isId(value: unknown): boolean {
  return typeof value === "string" && idPattern.test(value);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isStep(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { id, type, config, branches = [] } = value as Partial<StepDefinition>;
  if (!isId(id) || !isId(type) || !isObject(config) || !Array.isArray(branches)) return false;
  return branches.every(isBranch);
}

function isBranch(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { id, steps } = value as Partial<BranchDefinition>;
  return isId(id) && Array.isArray(steps) && steps.every(isStep);
}

function idsOf(steps: readonly StepDefinition[]): readonly string[] {
  return steps.flatMap(({ id, branches = [] }) => [
    id,
    ...branches.flatMap((branch) => idsOf(branch.steps)),
  ]);
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

function withFreeIds(
  definition: Definition,
  steps: readonly StepDefinition[],
): readonly StepDefinition[] {
  const own = idsOf(steps);
  const there = idsIn(definition);
  // A new id is none that another of the steps has or keeps.
  const taken = new Set([...there, ...own]);
  const newIds = new Map<string, string>();
  for (const id of own.filter((one) => there.has(one))) {
    const newId = freeId(taken, id);
    taken.add(newId);
    newIds.set(id, newId);
  }
  return newIds.size === 0 ? steps : renameSteps(steps, newIds);
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
