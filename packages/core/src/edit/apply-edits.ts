import { required } from "../assert.ts";
import type { BranchDefinition, Definition, StepDefinition } from "../definition.ts";
import type { Json } from "../json.ts";
import type { EditOperation, Place } from "./operations.ts";
import { type NewIds, renameReferences } from "./rename-references.ts";
import { findStep, mapSteps, walkSteps } from "./tree.ts";

export type EditResult =
  | { readonly ok: true; readonly definition: Definition }
  | { readonly ok: false; readonly index: number; readonly message: string };

/** Carries out all of the edits, or none: the first impossible one is told. */
export function applyEdits(definition: Definition, edits: readonly EditOperation[]): EditResult {
  let edited = definition;
  let index = 0;
  for (const row of rowsOf(edits)) {
    const together = row.length > 1 ? insertRow(edited, row) : undefined;
    if (together) {
      edited = together;
      index += row.length;
      continue;
    }
    for (const edit of row) {
      const result = applyEdit(edited, edit);
      if (typeof result === "string") return { ok: false, index, message: result };
      edited = result;
      index += 1;
    }
  }
  return { ok: true, definition: edited };
}

/** Steps that are inserted one behind the other, as pasted ones are, go together; all else alone. */
function* rowsOf(edits: readonly EditOperation[]): Generator<readonly EditOperation[]> {
  let row: EditOperation[] = [];
  for (const edit of edits) {
    const last = row.at(-1);
    if (last && !isNextInsert(edit, last)) {
      yield row;
      row = [];
    }
    row.push(edit);
  }
  yield row;
}

function isNextInsert(edit: EditOperation, last: EditOperation): boolean {
  if (edit.op !== "insertStep" || last.op !== "insertStep") return false;
  const [{ branch, index }, before] = [edit.at, last.at];
  if (index !== before.index + 1) return false;
  return branch?.stepId === before.branch?.stepId && branch?.branchId === before.branch?.branchId;
}

/** The definition is walked once for all; undefined where one of them is impossible. */
function insertRow(definition: Definition, row: readonly EditOperation[]): Definition | undefined {
  const inserts = row.filter((edit) => edit.op === "insertStep");
  const { at } = required(inserts[0], "a row has more than one");
  const result = insertSteps(
    definition,
    inserts.map(({ step }) => step),
    at,
  );
  return typeof result === "string" ? undefined : result;
}

/** The definition after the edit, or why it cannot be done. */
type Applied = Definition | string;

function applyEdit(definition: Definition, edit: EditOperation): Applied {
  switch (edit.op) {
    case "insertStep":
      return insertSteps(definition, [edit.step], edit.at);
    case "moveStep":
      return moveStep(definition, edit.stepId, edit.to);
    case "removeStep":
      return onStep(definition, edit.stepId, () => []);
    case "renameStep":
      return renameStep(definition, edit.stepId, edit.newId);
    case "setConfig":
      return onStep(definition, edit.stepId, (step) => [{ ...step, config: edit.config }]);
    case "updateStep":
      return onStep(definition, edit.stepId, (step) => [updated(step, edit)]);
    case "addBranch":
    case "removeBranch":
    case "updateBranch":
      return editBranch(definition, edit);
    case "setTrigger":
      return { ...definition, trigger: edit.trigger };
    case "setDetails":
      return { ...definition, ...present(edit.set) };
    case "setSettings":
      return { ...definition, settings: edit.settings };
  }
}

function onStep(
  definition: Definition,
  stepId: string,
  change: (step: StepDefinition) => readonly StepDefinition[],
): Applied {
  if (!findStep(definition, stepId)) return `there is no step “${stepId}”`;
  const steps = mapSteps(definition.steps, (step) => (step.id === stepId ? change(step) : [step]));
  return { ...definition, steps: [...steps] };
}

function insertSteps(
  definition: Definition,
  steps: readonly StepDefinition[],
  { branch, index }: Place,
): Applied {
  const double = doubleIn(definition, steps);
  if (double !== undefined) return `there is a step “${double}” already`;
  if (!branch) return { ...definition, steps: definition.steps.toSpliced(index, 0, ...steps) };
  const branches = findStep(definition, branch.stepId)?.step.branches ?? [];
  if (!branches.some(({ id }) => id === branch.branchId))
    return `there is no branch “${branch.branchId}” in a step “${branch.stepId}”`;
  const filled = onBranch(branches, branch.branchId, (inside) => ({
    ...inside,
    steps: inside.steps.toSpliced(index, 0, ...steps),
  }));
  return onStep(definition, branch.stepId, (outer) => [{ ...outer, branches: filled }]);
}

/** The first id of the steps that is there already, or twice among them. */
function doubleIn(definition: Definition, steps: readonly StepDefinition[]): string | undefined {
  const taken = new Set([...walkSteps(definition)].map(({ step }) => step.id));
  for (const { step } of walkSteps({ ...definition, steps: [...steps] })) {
    if (taken.has(step.id)) return step.id;
    taken.add(step.id);
  }
  return undefined;
}

function inserted<T>(list: readonly T[], item: T, index: number): T[] {
  return list.toSpliced(index, 0, item);
}

/** The index is that in the list without the step. */
function moveStep(definition: Definition, stepId: string, to: Place): Applied {
  const placed = findStep(definition, stepId);
  if (!placed) return `there is no step “${stepId}”`;
  const steps = mapSteps(definition.steps, (step) => (step.id === stepId ? [] : [step]));
  const result = insertSteps({ ...definition, steps: [...steps] }, [placed.step], to);
  return typeof result === "string"
    ? `the step “${stepId}” cannot be moved there: ${result}`
    : result;
}

function renameStep(definition: Definition, stepId: string, newId: string): Applied {
  if (!findStep(definition, stepId)) return `there is no step “${stepId}”`;
  if (stepId !== newId && findStep(definition, newId)) return `there is a step “${newId}” already`;
  const steps = renameSteps(definition.steps, new Map([[stepId, newId]]));
  return { ...definition, steps: [...steps] };
}

/** The steps under new ids, any number at once; references to them follow. */
export function renameSteps(
  steps: readonly StepDefinition[],
  newIds: NewIds,
): readonly StepDefinition[] {
  const rename = <T>(value: T): T => renameReferences(value as Json, newIds) as T;
  return mapSteps(steps, (step) => {
    const { id, config, branches } = step;
    const renamed = { ...step, id: newIds.get(id) ?? id, config: rename(config) };
    if (!branches) return [renamed];
    return [{ ...renamed, branches: branches.map((branch) => renamedBranch(branch, rename)) }];
  });
}

function renamedBranch(branch: BranchDefinition, rename: <T>(value: T) => T): BranchDefinition {
  return branch.when === undefined ? branch : { ...branch, when: rename(branch.when) };
}

type Update = Extract<EditOperation, { op: "updateStep" }>;

function updated(step: StepDefinition, { set, clear }: Update): StepDefinition {
  const kept = Object.entries(step).filter(([key]) => !(clear as readonly string[]).includes(key));
  return { ...(Object.fromEntries(kept) as StepDefinition), ...present(set) };
}

function present<T extends object>(fields: T): { [Key in keyof T]-?: Exclude<T[Key], undefined> } {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [Key in keyof T]-?: Exclude<T[Key], undefined> };
}

type BranchEdit = Extract<EditOperation, { op: "addBranch" | "removeBranch" | "updateBranch" }>;

function editBranch(definition: Definition, edit: BranchEdit): Applied {
  const branches = findStep(definition, edit.stepId)?.step.branches ?? [];
  const branchId = edit.op === "addBranch" ? edit.branch.id : edit.branchId;
  const isThere = branches.some(({ id }) => id === branchId);
  if (isThere === (edit.op === "addBranch"))
    return `there is ${isThere ? "a" : "no"} branch “${branchId}” in step “${edit.stepId}”`;
  return onStep(definition, edit.stepId, (step) => [withBranches(step, edit)]);
}

function withBranches(step: StepDefinition, edit: BranchEdit): StepDefinition {
  const branches = step.branches ?? [];
  switch (edit.op) {
    case "addBranch":
      return { ...step, branches: inserted(branches, edit.branch, edit.index) };
    case "removeBranch":
      return { ...step, branches: branches.filter(({ id }) => id !== edit.branchId) };
    case "updateBranch": {
      const change = (branch: BranchDefinition) => ({ ...branch, ...present(edit.set) });
      return { ...step, branches: onBranch(branches, edit.branchId, change) };
    }
  }
}

function onBranch(
  branches: readonly BranchDefinition[],
  branchId: string,
  change: (branch: BranchDefinition) => BranchDefinition,
): BranchDefinition[] {
  return branches.map((branch) => (branch.id === branchId ? change(branch) : branch));
}
