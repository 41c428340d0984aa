import type { Definition, StepDefinition } from "@stepwell/core";
import { placedIn } from "./places.ts";

/** Whether runs leave the step out: it is disabled, or one around it is. */
export function isDisabledIn(definition: Definition, stepId: string | undefined): boolean {
  return stepId !== undefined && placedIn(definition, stepId)?.isDisabled === true;
}

export function areDisabled(steps: readonly StepDefinition[]): boolean {
  return steps.every(({ disabled }) => disabled === true);
}
