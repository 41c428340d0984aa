import { type Definition, walkSteps } from "@stepwell/core";
import { isDisabledIn } from "../../model/disabled.ts";
import { placedIn } from "../../model/places.ts";

/* Steps whose values cannot be read at a place, and why: so that nobody looks for them in vain. */

type Reason = "itself" | "disabled" | "later" | "elsewhere";

interface OutOfScope {
  readonly stepId: string;
  readonly reason: Reason;
}

/** `readable` are the ids of steps whose output or scope is offered. */
export function outOfScope(
  definition: Definition,
  at: string,
  readable: ReadonlySet<string>,
): readonly OutOfScope[] {
  const order = [...walkSteps(definition)].map(({ step }) => step.id);
  const here = order.indexOf(at);
  if (here < 0) return [];
  const around = stepsAround(definition, at);
  return order
    .map((stepId, index) => ({ stepId, index }))
    .filter(({ stepId }) => !readable.has(stepId) && !around.has(stepId))
    .map(({ stepId, index }) => ({
      stepId,
      reason: reasonOf(index - here, isDisabledIn(definition, stepId)),
    }));
}

function reasonOf(distance: number, isDisabled: boolean): Reason {
  if (distance === 0) return "itself";
  if (isDisabled) return "disabled";
  return distance > 0 ? "later" : "elsewhere";
}

/** A step that this one is inside of has no output yet; its scope is another matter. */
function stepsAround(definition: Definition, id: string): ReadonlySet<string> {
  const around = new Set<string>();
  for (let at = placedIn(definition, id)?.branch; at; at = placedIn(definition, at.stepId)?.branch)
    around.add(at.stepId);
  return around;
}
