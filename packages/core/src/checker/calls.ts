import { nearestName } from "../nearest-name.ts";
import type { KnownInput } from "../trigger-type.ts";
import { describeType, fits, nullType, type Type, unionOf, unknownType } from "../type.ts";
import type { Findings } from "./finding.ts";
import type { KnownWorkflow, Whole } from "./known.ts";

/*
 * Is the workflow that a step calls there, and does it take the input that it is given? What is
 * checked here holds for the active versions of now; a run finds out for itself.
 */

export interface PlacedCall {
  /** The id or the name, as the config says it. */
  readonly workflow: string;
  readonly input: Type;
}

/** The type of what the called workflow gives back. */
export function checkCall(call: PlacedCall, whole: Whole, findings: Findings): Type {
  const { workflows } = whole.names;
  if (!workflows) return unknownType;
  const called = findCalled(call.workflow, workflows);
  // A workflow that calls itself is there once it is published.
  if (call.workflow === whole.name && called?.state !== "active") return unknownType;
  const at = findings.at("workflow");
  if (!called) {
    const near = nearestName(call.workflow, namesOf(workflows));
    at.error({
      code: "unknown_workflow",
      message: `there is no workflow “${call.workflow}” in this environment`,
      hint: near === undefined ? "Give the id or the name of one." : `Did you mean “${near}”?`,
    });
    return unknownType;
  }
  if (called.state !== "active") return checkState(called, at);
  if (whole.isSync && called.mode === "async")
    at.error({
      code: "not_sync",
      message: `a sync workflow can call only sync workflows, and “${called.name}” is async`,
      hint: `Make “${called.name}” sync, or this workflow async.`,
    });
  checkInput(call.input, called, findings.at("input"));
  return called.output();
}

function checkState({ name, state }: KnownWorkflow, findings: Findings): Type {
  if (state === "inactive")
    findings.warning({
      code: "workflow_not_active",
      message: `the workflow “${name}” is not active: the call will fail`,
      hint: "Activate it.",
    });
  else
    findings.error({
      code: "workflow_not_callable",
      message: `the workflow “${name}” cannot be called: its trigger is of another type`,
      hint: "Give it a trigger of type call.",
    });
  return unknownType;
}

/** As a run does it: by id, or the oldest one of the name that may be called. */
function findCalled(
  workflow: string,
  workflows: readonly KnownWorkflow[],
): KnownWorkflow | undefined {
  const byId = workflows.find(({ id }) => id === workflow);
  if (byId) return byId;
  const named = workflows
    .filter(({ name }) => name === workflow)
    .toSorted((left, right) => (left.id < right.id ? -1 : 1));
  return named.find(({ state }) => state === "active") ?? named[0];
}

function namesOf(workflows: readonly KnownWorkflow[]): readonly string[] {
  return workflows.flatMap(({ name, id }) => [name, id]);
}

function checkInput(given: Type, { name, inputs }: KnownWorkflow, findings: Findings): void {
  if (given.kind === "union" || given.kind === "unknown") return;
  if (given.kind !== "object")
    return findings.error({
      code: "type_mismatch",
      message: `${describeType(given)} is given where the inputs of “${name}” are needed`,
    });
  if (!inputs) return;
  for (const input of inputs) checkOne(input, given.fields[input.name], { given, name, findings });
  const known = inputs.map((input) => input.name);
  for (const key of Object.keys(given.fields).filter((one) => !known.includes(one))) {
    const near = nearestName(key, known);
    findings.at(key).error({
      code: "unknown_input",
      message: `the workflow “${name}” has no input “${key}”`,
      hint: near === undefined ? "Remove it." : `Did you mean “${near}”?`,
    });
  }
}

interface GivenInput {
  readonly given: Extract<Type, { kind: "object" }>;
  readonly name: string;
  readonly findings: Findings;
}

function checkOne(
  input: KnownInput,
  value: Type | undefined,
  { given, name, findings }: GivenInput,
): void {
  if (!value) {
    if (!input.isRequired || given.isOpen) return;
    return findings.error({
      code: "missing_input",
      message: `the workflow “${name}” needs the input “${input.name}”`,
      hint: "Add it.",
    });
  }
  const wanted = input.isRequired ? input.type : unionOf([input.type, nullType]);
  if (fits(value, wanted)) return;
  findings.at(input.name).error({
    code: "type_mismatch",
    message: `${describeType(value)} is given where the input “${input.name}” of “${name}” is ${describeType(input.type)}`,
  });
}
