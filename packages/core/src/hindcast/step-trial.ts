import { type Json, type JsonObject, isJsonObject } from "../json.ts";
import type { Program, ProgramBranch, ProgramList, ProgramStep } from "../program.ts";
import type { CompiledConfig, Plan } from "../step-type.ts";
import { unknownType } from "../type.ts";

/*
 * One step tried by itself: a program of that step alone, behind steps that give what it is told
 * the others gave, inside steps that give it its scopes.
 */

/** What the step sees; the event is that of the imagined run. */
export interface TrialVariables {
  readonly steps: JsonObject;
  readonly vars: JsonObject;
  readonly scopes: JsonObject;
}

/** Undefined where the program has no such step. */
export function stepTrial(
  program: Program,
  stepId: string,
  { steps, vars, scopes }: TrialVariables,
): Program | undefined {
  const step = findStep(program.steps, stepId);
  if (!step) return undefined;
  const inside = Object.entries(scopes).reduceRight<ProgramList>(
    (list, [id, scope]) => [scopeStep(id, scope, list)],
    [step],
  );
  const given = Object.entries(steps)
    .filter(([id]) => id !== stepId)
    .map(([id, output]) => givenStep(id, { output }));
  const assign = givenStep(variablesStepId, { output: null, assign: vars });
  return { ...program, steps: [...given, assign, ...inside] };
}

/** No id that a person can give a step. */
const variablesStepId = "given variables";

function findStep(list: ProgramList, stepId: string): ProgramStep | undefined {
  for (const step of list) {
    if (step.id === stepId) return step;
    for (const { steps } of step.branches.values()) {
      const found = findStep(steps, stepId);
      if (found) return found;
    }
  }
  return undefined;
}

function givenStep(id: string, result: { output: Json; assign?: JsonObject }): ProgramStep {
  return plainStep(id, { ...base, kind: "compute", compute: () => result });
}

/** Its branch has the step inside, with the scope that a loop or an error would give it. */
function scopeStep(id: string, given: Json, steps: ProgramList): ProgramStep {
  const scope = isJsonObject(given) ? given : {};
  const frame = () => ({ branch: "body", key: "0", scope });
  const rest = { concurrency: 1, join: "all", keepsOutcomes: false, output: () => null } as const;
  const plan = (): Plan => ({ kind: "frames", frames: { count: 1, frame, ...rest } });
  const body: ProgramBranch = { id: "body", when: undefined, steps };
  return {
    ...plainStep(id, { ...base, kind: "control", plan }),
    branches: new Map([["body", body]]),
  };
}

const base = {
  expressions: [],
  branches: undefined,
  insideFields: [],
  secretNames: [],
  assigns: [],
  calls: undefined,
  givesRunOutput: false,
  areBranchesCertain: true,
  mayLeaveList: false,
  sampleOutput: undefined,
  output: () => unknownType,
  scopeType: () => unknownType,
  input: (): Json => null,
};

function plainStep(id: string, config: CompiledConfig): ProgramStep {
  return {
    id,
    type: "given",
    config,
    branches: new Map(),
    branchIds: [],
    retry: undefined,
    timeoutMs: undefined,
    onError: "fail",
  };
}
