import { type Definition, type Place, walkSteps } from "@stepwell/core";
import { triggerId } from "../../../canvas/layout.ts";
import { placeBeside } from "../model/walk.ts";

/*
 * Each place has one key, that of the row of the tree that it is behind: the trigger, a branch
 * (`step/branch`), or a step.
 */

export function placeOfKey(definition: Definition, key: string): Place {
  const [stepId = "", branchId] = key.split("/");
  if (branchId !== undefined) return { branch: { stepId, branchId }, index: 0 };
  return key === triggerId ? { index: 0 } : placeBeside(definition, key, "after");
}

/** The keys of all that can be opened. */
export function openKeys(definition: Definition): readonly string[] {
  return [...walkSteps(definition)].flatMap(({ step }) =>
    step.branches ? [step.id, ...step.branches.map(({ id }) => `${step.id}/${id}`)] : [],
  );
}
