import type { StepDefinition } from "../definition.ts";
import { errorBranchId } from "../error-branch.ts";
import { nearestName } from "../nearest-name.ts";
import type { BranchRule, CompiledConfig, StepType } from "../step-type.ts";
import { objectOf, textType, type Type, unionOf, unknownType } from "../type.ts";
import { checkBranchConditions, checkBranches } from "./branches.ts";
import { checkCall } from "./calls.ts";
import { reportConfig } from "./config-issues.ts";
import { type Findings, findingsAt } from "./finding.ts";
import {
  type Known,
  type KnownNames,
  stepDone,
  variableAssigned,
  within,
  withScope,
} from "./known.ts";
import { absorb } from "./layer.ts";
import { checkExpression } from "./references.ts";

/*
 * Walks the steps in the order in which they run; what each has done is added to what its list
 * knows.
 */

type Path = readonly PropertyKey[];

export interface ListCheck {
  /** At its end. */
  readonly known: Known;
  /** Nothing after the list is reached. */
  readonly isEnd: boolean;
}

export function checkList(steps: readonly StepDefinition[], around: Known, path: Path): ListCheck {
  let known = within(around);
  let isEnd = false;
  for (const [index, step] of steps.entries()) {
    const at = [...path, index];
    if (step.disabled === true) {
      checkAside(step, known, at);
      continue;
    }
    const findings = findingsAt(known.whole.findings, step.id, at);
    if (isEnd)
      findings.warning({
        code: "unreachable_step",
        message: "this step is never reached: the run has ended before",
        hint: "Remove it, or move it before the step that ends the run.",
      });
    known.whole.visit?.({ kind: "step", stepId: step.id, isInside: false }, known);
    const checked = checkStep(step, known, findings);
    // What follows may be left out, for all that those around the list know.
    if (checked.mayLeave) known = within(known);
    isEnd ||= checked.isEnd;
  }
  return { known, isEnd };
}

/** A disabled step leaves nothing behind, nor is anything wrong with it; its places are visited. */
function checkAside(step: StepDefinition, around: Known, path: Path): void {
  const { whole } = around;
  const variables = { ...whole.variables, seen: new Map() };
  const aside = within({ ...around, whole: { ...whole, findings: [], variables } });
  whole.visit?.({ kind: "step", stepId: step.id, isInside: false }, aside);
  checkStep(step, aside, findingsAt(aside.whole.findings, step.id, path));
}

interface StepCheck {
  readonly isEnd: boolean;
  readonly mayLeave: boolean;
}

function checkStep(step: StepDefinition, known: Known, findings: Findings): StepCheck {
  const type = known.whole.registry.steps.get(step.type);
  const result = known.whole.configs.get(step);
  if (!type || !result) {
    const near = nearestName(step.type, [...known.whole.registry.steps.keys()]);
    findings.at("type").error({
      code: "unknown_step_type",
      message: `there is no step type “${step.type}”`,
      hint: near === undefined ? undefined : `Did you mean “${near}”?`,
    });
    return afterUnknown(step, known, findings);
  }
  checkPolicies(type, { known, findings });
  if (!result.ok) {
    reportConfig(result.issues, { type, config: step.config }, findings.at("config"));
    return afterUnknown(step, known, findings);
  }
  return checkCompiled({ step, type, config: result.compiled }, known, findings);
}

/** A step that cannot be understood: what is inside is still checked, its output fits anything. */
function afterUnknown(step: StepDefinition, known: Known, findings: Findings): StepCheck {
  const inside = withScope(known, step.id, unknownType);
  foreseeAny(known);
  known.whole.visit?.({ kind: "step", stepId: step.id, isInside: true }, inside);
  checkInside(step, { inside, error: inside, areCertain: false }, findings);
  stepDone(known, step.id, unknownType);
  return { isEnd: false, mayLeave: false };
}

function checkPolicies(
  type: StepType,
  { known, findings }: { readonly known: Known; readonly findings: Findings },
): void {
  if (type.canWait && known.whole.isSync)
    findings.error({
      code: "waits_in_sync",
      message: `a step of type ${type.type} waits; a sync workflow cannot`,
      hint: "Make the workflow async, or remove the step.",
    });
  if (type.needsCaller === true && !known.whole.isSync)
    findings.warning({
      code: "unused_response",
      message: "nobody waits for this response: the workflow is async",
      hint: "Set the trigger's mode to sync.",
    });
}

interface Checked {
  readonly step: StepDefinition;
  readonly type: StepType;
  readonly config: CompiledConfig;
}

function checkCompiled(checked: Checked, known: Known, findings: Findings): StepCheck {
  const { step, type, config } = checked;
  const { whole } = known;
  const types = new Map<unknown, Type>();
  const typeOf = (expression: unknown): Type => types.get(expression) ?? unknownType;
  checkRetry(checked, findings);
  const check = (sees: Known, isInside: boolean): void => {
    for (const { path, expression } of config.expressions)
      if (config.insideFields.includes(String(path[0])) === isInside)
        types.set(expression, checkExpression(expression, sees, findings.at("config", ...path)));
  };
  check(known, false);
  checkConnection(checked, findings.at("config", "connection"), known.whole.names);
  const inside = withScope(known, step.id, config.scopeType(typeOf));
  if (!isChoice(config.branches)) foreseeVariables(step, known);
  whole.visit?.({ kind: "step", stepId: step.id, isInside: true }, inside);
  check(inside, true);
  checkBranches(step, config.branches, findings);
  checkBranchConditions(step, config.branches, { known, findings });
  const error = within(withScope(known, step.id, errorScope));
  if (step.branches?.some(isErrorBranch)) foreseeVariables(step, error);
  // A failure that is handled leaves nothing of the branches.
  const areCertain = config.areBranchesCertain && (step.onError ?? "fail") === "fail";
  const ended = checkInside(step, { inside, error, areCertain }, findings);
  const called = config.calls && { ...config.calls, input: typeOf(config.calls.input) };
  const output = called ? checkCall(called, whole, findings.at("config")) : config.output(typeOf);
  stepDone(known, step.id, outputType(step, output));
  for (const name of config.assigns) variableAssigned(known, name, output);
  const isEnd = isChoiceEnded(step, config.branches, ended);
  return { isEnd: isEnd || type.endsRun === true, mayLeave: config.mayLeaveList };
}

/** The name is a literal; whether there is such a connection only the environment can tell. */
function checkConnection(
  { step, type }: Checked,
  findings: Findings,
  { connections }: KnownNames,
): void {
  const { connection: name } = step.config as { readonly connection?: unknown };
  const { connectionKinds: kinds } = type;
  if (typeof name !== "string" || !kinds || !connections) return;
  const found = connections.find((one) => one.name === name);
  if (found && kinds.includes(found.kind)) return;
  const fitting = connections.filter(({ kind }) => kinds.includes(kind));
  const near = nearestName(
    name,
    fitting.map((one) => one.name),
  );
  findings.error({
    code: found ? "unfit_connection" : "unknown_connection",
    message: found
      ? `the connection “${name}” is of kind ${found.kind}; ${kinds.join(", ")} can be used here`
      : `there is no connection “${name}” in this environment`,
    hint: near === undefined ? undefined : `Did you mean “${near}”?`,
  });
}

/** Of some types only the config tells whether somebody carries them out. */
function checkRetry({ step, config }: Checked, findings: Findings): void {
  if (!step.retry || config.kind === "action") return;
  findings.at("retry").warning({
    code: "unused_retry",
    message: "only steps that act on the outside world are tried again",
  });
}

interface Inside {
  readonly inside: Known;
  readonly error: Known;
  /** After the step, everything inside its branches is certainly done. */
  readonly areCertain: boolean;
}

/**
 * Where branches run beside each other, or again, each may find what any of them has given a value.
 * The error branch runs once, behind them all.
 */
function foreseeVariables({ branches = [] }: StepDefinition, known: Known): void {
  for (const branch of branches) if (!isErrorBranch(branch)) foreseeList(branch.steps, known);
}

function foreseeList(steps: readonly StepDefinition[], known: Known): void {
  const { whole, done } = known;
  for (const step of steps) {
    if (step.disabled === true) continue;
    const result = whole.configs.get(step);
    if (!result?.ok) foreseeAny(known);
    else for (const name of result.compiled.assigns) done.possibleVariables.add(name);
    for (const branch of step.branches ?? []) foreseeList(branch.steps, known);
  }
}

/** What a step assigns that cannot be understood is not known: it may be any variable. */
function foreseeAny({ whole, done }: Known): void {
  for (const name of whole.variables.names) done.possibleVariables.add(name);
}

function isErrorBranch({ id }: { readonly id: string }): boolean {
  return id === errorBranchId;
}

/** One branch is taken, once. */
function isChoice(rule: BranchRule | undefined): boolean {
  return rule?.kind === "fixed" ? rule.isChoice : rule?.fallbackId !== undefined;
}

/** The branches that end the run. */
function checkInside(
  step: StepDefinition,
  { inside, error, areCertain }: Inside,
  findings: Findings,
): readonly string[] {
  const { visit } = inside.whole;
  const checks = (step.branches ?? []).map(({ id, steps }, index) => {
    const path = [...findings.path, "branches", index, "steps"];
    const checked = checkList(steps, id === errorBranchId ? error : inside, path);
    visit?.({ kind: "branch_end", stepId: step.id, branchId: id }, checked.known);
    return { id, ...checked };
  });
  // Only now: branches do not see each other.
  for (const { id, known } of checks)
    absorb(inside.done, known.done, areCertain && id !== errorBranchId);
  return checks.filter(({ isEnd }) => isEnd).map(({ id }) => id);
}

/** Every way through the step ends the run, the way of its own failure too. */
function isChoiceEnded(
  { branches = [], onError = "fail" }: StepDefinition,
  rule: BranchRule | undefined,
  ended: readonly string[],
): boolean {
  const goesOn = onError === "continue" || (onError === "branch" && !ended.includes(errorBranchId));
  if (goesOn) return false;
  if (rule?.kind === "fixed") return rule.isChoice && rule.ids.every((id) => ended.includes(id));
  if (rule?.fallbackId === undefined || !ended.includes(rule.fallbackId)) return false;
  return branches.every(({ id }) => id === errorBranchId || ended.includes(id));
}

const errorType = objectOf({
  code: textType,
  message: textType,
  details: unknownType,
  stepId: textType,
});
const errorScope = objectOf({ error: errorType });

/** A step whose failure does not fail its list has `{error}` as its other output. */
function outputType({ onError = "fail" }: StepDefinition, output: Type): Type {
  return onError === "fail" ? output : unionOf([output, errorScope]);
}
