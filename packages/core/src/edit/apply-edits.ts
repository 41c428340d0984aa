import type { BranchDefinition, Definition, StepDefinition } from "../definition.ts";
import type { Json } from "../json.ts";
import type { EditOperation, Place } from "./operations.ts";
import { renameReferences } from "./rename-references.ts";
import { findStep, mapSteps, walkSteps } from "./tree.ts";

export type EditResult =
  | { readonly ok: true; readonly definition: Definition }
  | { readonly ok: false; readonly index: number; readonly message: string };

/** Carries out all of the edits, or none: the first impossible one is told. */
export function applyEdits(definition: Definition, edits: readonly EditOperation[]): EditResult {
  let edited = definition;
  for (const [index, edit] of edits.entries()) {
    const result = applyEdit(edited, edit);
    if (typeof result === "string") return { ok: false, index, message: result };
    edited = result;
  }
  return { ok: true, definition: edited };
}

/** The definition after the edit, or why it cannot be done. */
type Applied = Definition | string;

function applyEdit(definition: Definition, edit: EditOperation): Applied {
  switch (edit.op) {
    case "insertStep":
      return insertStep(definition, edit.step, edit.at);
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

function insertStep(definition: Definition, step: StepDefinition, at: Place): Applied {
  const taken = new Set([...walkSteps(definition)].map((placed) => placed.step.id));
  const inner = [...walkSteps({ ...definition, steps: [step] })].map((placed) => placed.step.id);
  const double = inner.find((id, index) => taken.has(id) || inner.indexOf(id) !== index);
  if (double !== undefined) return `there is a step “${double}” already`;
  const { branch, index } = at;
  if (!branch) return { ...definition, steps: inserted(definition.steps, step, index) };
  const branches = findStep(definition, branch.stepId)?.step.branches ?? [];
  if (!branches.some(({ id }) => id === branch.branchId))
    return `there is no branch “${branch.branchId}” in a step “${branch.stepId}”`;
  const filled = onBranch(branches, branch.branchId, (inside) => ({
    ...inside,
    steps: inserted(inside.steps, step, index),
  }));
  return onStep(definition, branch.stepId, (outer) => [{ ...outer, branches: filled }]);
}

function inserted<T>(list: readonly T[], item: T, index: number): T[] {
  return list.toSpliced(index, 0, item);
}

/** The index is that in the list without the step. */
function moveStep(definition: Definition, stepId: string, to: Place): Applied {
  const placed = findStep(definition, stepId);
  if (!placed) return `there is no step “${stepId}”`;
  const steps = mapSteps(definition.steps, (step) => (step.id === stepId ? [] : [step]));
  const result = insertStep({ ...definition, steps: [...steps] }, placed.step, to);
  return typeof result === "string"
    ? `the step “${stepId}” cannot be moved there: ${result}`
    : result;
}

function renameStep(definition: Definition, stepId: string, newId: string): Applied {
  if (!findStep(definition, stepId)) return `there is no step “${stepId}”`;
  if (stepId !== newId && findStep(definition, newId)) return `there is a step “${newId}” already`;
  const rename = <T>(value: T): T => renameReferences(value as Json, stepId, newId) as T;
  const steps = mapSteps(definition.steps, (step) => {
    const { id, config, branches } = step;
    const renamed = { ...step, id: id === stepId ? newId : id, config: rename(config) };
    if (!branches) return [renamed];
    return [{ ...renamed, branches: branches.map((branch) => renamedBranch(branch, rename)) }];
  });
  return { ...definition, steps: [...steps] };
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
