import {
  type Definition,
  type Finding,
  findStep,
  mapSteps,
  type StepDefinition,
} from "@stepwell/core";

/*
 * One step is tried while others are unfinished: they are not carried out, their values are given.
 * Those with errors are put aside, so that the rest can be compiled.
 */

/** A disabled step can be tried too: it is enabled, with those around it. */
export function enabledFor(definition: Definition, stepId: string): Definition {
  const wanted = new Set([stepId, ...ancestorsOf(definition, stepId)]);
  const enable = ({ disabled, ...step }: StepDefinition): StepDefinition =>
    wanted.has(step.id) || disabled === undefined ? step : { ...step, disabled };
  return { ...definition, steps: [...mapSteps(definition.steps, (step) => [enable(step)])] };
}

/** The errors that keep this one step from being tried. */
export function errorsBefore(
  definition: Definition,
  stepId: string,
  findings: readonly Finding[],
): readonly Finding[] {
  const around = new Set(ancestorsOf(definition, stepId));
  return findings.filter(
    (finding) =>
      finding.severity === "error" &&
      (finding.stepId === null ||
        finding.stepId === stepId ||
        (around.has(finding.stepId) && !unfilled.has(finding.code))),
  );
}

/** What a step around it lacks, and can be compiled without. */
const unfilled = new Set(["missing_condition", "missing_value"]);

export function withoutOthersErrors(
  definition: Definition,
  stepId: string,
  findings: readonly Finding[],
): Definition {
  const kept = new Set([stepId, ...ancestorsOf(definition, stepId)]);
  const broken = new Set(
    findings.flatMap((finding) =>
      finding.severity === "error" && finding.stepId !== null && !kept.has(finding.stepId)
        ? [finding.stepId]
        : [],
    ),
  );
  const steps = mapSteps(definition.steps, (step) => [broken.has(step.id) ? putAside(step) : step]);
  return { ...definition, steps: [...steps] };
}

function putAside({ id }: StepDefinition): StepDefinition {
  return { id, type: "message", config: { text: "" } };
}

function* ancestorsOf(definition: Definition, stepId: string): Generator<string> {
  const around = findStep(definition, stepId)?.branch;
  if (!around) return;
  yield around.stepId;
  yield* ancestorsOf(definition, around.stepId);
}
