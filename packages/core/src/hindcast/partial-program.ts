import { type Json, type JsonObject, ownValue } from "../json.ts";
import type { Program, ProgramList, ProgramStep } from "../program.ts";
import type { CompiledConfig } from "../step-type.ts";

/* A program with less to do than it has, for a run that is only tried. */

/** These steps give what they are told to, and do nothing. */
export function withGivenOutputs(program: Program, outputs: JsonObject): Program {
  return { ...program, steps: given(program.steps, outputs) };
}

function given(list: ProgramList, outputs: JsonObject): ProgramList {
  return list.map((step) => {
    const output = ownValue(outputs, step.id);
    if (output !== undefined && isOnlyItsOutput(step.config)) return givenStep(step, output);
    return withBranches(step, (steps) => given(steps, outputs));
  });
}

/** Of other steps, what follows depends on more than their output. */
function isOnlyItsOutput({ kind, assigns, mayLeaveList, givesRunOutput }: CompiledConfig): boolean {
  return kind !== "control" && assigns.length === 0 && !mayLeaveList && !givesRunOutput;
}

function givenStep(step: ProgramStep, output: Json): ProgramStep {
  const compute = () => ({ output });
  return { ...step, config: { ...step.config, kind: "compute", calls: undefined, compute } };
}

function withBranches(step: ProgramStep, change: (list: ProgramList) => ProgramList): ProgramStep {
  const branches = [...step.branches].map(
    ([id, branch]) => [id, { ...branch, steps: change(branch.steps) }] as const,
  );
  return { ...step, branches: new Map(branches) };
}

/** Nothing comes after the step, nor after those that it is in; undefined where there is no such step. */
export function endingAfter(program: Program, stepId: string): Program | undefined {
  const steps = upTo(program.steps, stepId);
  return steps && { ...program, steps };
}

function upTo(list: ProgramList, stepId: string): ProgramList | undefined {
  for (const [index, step] of list.entries()) {
    if (step.id === stepId) return list.slice(0, index + 1);
    const around = cutStep(step, stepId);
    if (around) return [...list.slice(0, index), around];
  }
  return undefined;
}

function cutStep(step: ProgramStep, stepId: string): ProgramStep | undefined {
  for (const [id, branch] of step.branches) {
    const steps = upTo(branch.steps, stepId);
    if (steps)
      return { ...step, branches: new Map([...step.branches, [id, { ...branch, steps }]]) };
  }
  return undefined;
}
