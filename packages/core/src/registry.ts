import type { StepType } from "./step-type.ts";
import type { TriggerType } from "./trigger-type.ts";

/** The step types and trigger types that an installation knows. */
export interface Registry {
  readonly steps: ReadonlyMap<string, StepType>;
  readonly triggers: ReadonlyMap<string, TriggerType>;
}

export function makeRegistry(
  steps: readonly StepType[],
  triggers: readonly TriggerType[],
): Registry {
  return {
    steps: new Map(steps.map((step) => [step.type, step])),
    triggers: new Map(triggers.map((trigger) => [trigger.type, trigger])),
  };
}
