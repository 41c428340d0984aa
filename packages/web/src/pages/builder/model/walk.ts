import { type Definition, type Place, type StepDefinition, walkSteps } from "@stepwell/core";
import { triggerId } from "../../../canvas/layout.ts";
import { isRightToLeft } from "../../../ui/direction.ts";
import { placedIn } from "./places.ts";

/* The way of the arrow keys through the tree. */

export type Direction = "up" | "down" | "first" | "last" | "left" | "right";

const arrows: Readonly<Record<string, Direction>> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
  Home: "first",
  End: "last",
};
const swapped: Readonly<Record<string, Direction>> = { ArrowLeft: "right", ArrowRight: "left" };

/** Where a key leads; the branches of a mirrored canvas go on to the left. */
export function directionOf(key: string): Direction | undefined {
  return (isRightToLeft() ? swapped[key] : undefined) ?? arrows[key];
}

/** What is selected next; undefined where there is nothing on that side. */
export function neighbour(
  definition: Definition,
  from: string,
  direction: Direction,
): string | undefined {
  const order = [triggerId, ...[...walkSteps(definition)].map(({ step }) => step.id)];
  const at = order.indexOf(from);
  switch (direction) {
    case "up":
      return order[at - 1];
    case "down":
      return order[at + 1];
    case "first":
      return order[0];
    case "last":
      return order.at(-1);
    case "left":
      return besides(definition, from, -1);
    case "right":
      return besides(definition, from, 1);
  }
}

/** The first step of the branch beside the one that the step is in. */
function besides(definition: Definition, from: string, side: -1 | 1): string | undefined {
  const placed = placedIn(definition, from);
  if (!placed?.branch) return undefined;
  const { stepId, branchId } = placed.branch;
  const branches = placedIn(definition, stepId)?.step.branches ?? [];
  const at = branches.findIndex(({ id }) => id === branchId);
  for (let index = at + side; index >= 0 && index < branches.length; index += side) {
    const steps = branches[index]?.steps ?? [];
    const found = steps[Math.min(placed.index, steps.length - 1)];
    if (found) return found.id;
  }
  return besides(definition, stepId, side);
}

/** The place behind what is selected, or before it. */
export function placeBeside(definition: Definition, id: string, side: "before" | "after"): Place {
  const placed = placedIn(definition, id);
  if (!placed) return { index: 0 };
  const index = placed.index + (side === "after" ? 1 : 0);
  return placed.branch ? { branch: placed.branch, index } : { index };
}

/** The steps of a branch, or those at the top. */
export function listAt(definition: Definition, branch: Place["branch"]): readonly StepDefinition[] {
  if (!branch) return definition.steps;
  const step = placedIn(definition, branch.stepId)?.step;
  return step?.branches?.find(({ id }) => id === branch.branchId)?.steps ?? [];
}
