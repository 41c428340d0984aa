import { type Definition, findStep, type StepDefinition, walkSteps } from "@stepwell/core";
import type { Candidate, CheckFinding } from "./candidate.ts";

/* Workflows that call others of the same push: those are as they will be only when it is done. */

const ofCalls: ReadonlySet<string> = new Set([
  "unknown_workflow",
  "workflow_not_active",
  "workflow_not_callable",
  "not_sync",
  "missing_input",
  "unknown_input",
]);

/** Without what is said of calls of the candidates themselves; publishing looks at them again. */
export function withoutCallsOf(
  names: ReadonlySet<string>,
  { definition }: Candidate,
  findings: readonly CheckFinding[],
): readonly CheckFinding[] {
  const isOfPush = ({ code, stepId }: CheckFinding): boolean =>
    ofCalls.has(code) &&
    calledIn(findStep(definition, stepId ?? "")?.step).some((name) => names.has(name));
  return findings.filter((finding) => !isOfPush(finding));
}

interface Planned {
  readonly candidate: Candidate;
}

/** Each behind those that it calls, otherwise in order; a circle is cut where it closes. */
export function calledFirst<P extends Planned>(planned: readonly P[]): readonly P[] {
  const byName = new Map(planned.map((one) => [one.candidate.definition.name, one]));
  const ordered = new Set<P>();
  const seen = new Set<P>();
  const add = (one: P): void => {
    if (seen.has(one)) return;
    seen.add(one);
    for (const name of calledBy(one.candidate.definition)) {
      const called = byName.get(name);
      if (called) add(called);
    }
    ordered.add(one);
  };
  for (const one of planned) add(one);
  return [...ordered];
}

function calledBy(definition: Definition): readonly string[] {
  return [...walkSteps(definition)].flatMap(({ step }) => calledIn(step));
}

function calledIn(step: StepDefinition | undefined): readonly string[] {
  const name = step?.type === "call_workflow" ? step.config["workflow"] : undefined;
  return typeof name === "string" ? [name] : [];
}
