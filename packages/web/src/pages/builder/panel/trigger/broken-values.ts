import { type Definition, type StepDefinition, walkSteps } from "@stepwell/core";
import type { Finding } from "../../model/builder-store.ts";

/** A value of the trigger that a step reads. */
export interface TriggerValue {
  readonly step: StepDefinition;
  readonly path: string;
}

const reference = /(?<![.\w$])trigger(?:\.[A-Za-z_$][\w$]*)+/g;

interface NextTrigger {
  /** What the checker finds in the draft with the other trigger. */
  readonly findings: readonly Finding[];
  readonly sampleEvent: object | null | undefined;
}

/** Values that steps read and that another trigger does not give, as far as anybody knows. */
export function brokenValues(
  definition: Definition,
  { findings, sampleEvent }: NextTrigger,
): readonly TriggerValue[] {
  const fields = Object.keys(sampleEvent ?? {});
  const isWrong = ({ step, path }: TriggerValue): boolean =>
    findings.some(({ stepId, variable }) => stepId === step.id && isAt(variable, path));
  const isUnknown = ({ path }: TriggerValue): boolean => !fields.includes(path.split(".")[1] ?? "");
  return triggerValues(definition).filter((value) => isUnknown(value) || isWrong(value));
}

/** The path of what is read ends where brackets begin. */
function isAt(variable: string | undefined, path: string): boolean {
  return variable === path || variable?.startsWith(`${path}[`) === true;
}

function triggerValues(definition: Definition): readonly TriggerValue[] {
  return [...walkSteps(definition)].flatMap(({ step }) => {
    const read = JSON.stringify([step.config, step.branches?.map(({ when }) => when)]);
    return [...new Set(read.match(reference))].map((path) => ({ step, path }));
  });
}
