import { type Definition, findStep, type PlacedStep, type StepDefinition } from "@stepwell/core";
import { listAt } from "./walk.ts";

/* Which steps are chosen together, and what a press with Shift or Ctrl makes of it. */

export interface Selection {
  readonly definition: Definition;
  /** The one that was chosen last. */
  readonly selected: string | undefined;
  /** Several that are chosen together; empty where it is one or none. */
  readonly marked: ReadonlySet<string>;
}

/** The chosen steps in the order of the tree; what is inside of a chosen one goes along with it. */
export function chosenSteps({
  definition,
  selected,
  marked,
}: Selection): readonly StepDefinition[] {
  if (marked.size > 0) return outermost(definition.steps, marked);
  const placed = selected === undefined ? undefined : findStep(definition, selected);
  return placed ? [placed.step] : [];
}

/** Those of the steps, at any depth, that have these ids; not what is inside of one. */
export function outermost(
  steps: readonly StepDefinition[],
  ids: ReadonlySet<string>,
): readonly StepDefinition[] {
  return steps.flatMap((step) =>
    ids.has(step.id)
      ? [step]
      : (step.branches ?? []).flatMap((branch) => outermost(branch.steps, ids)),
  );
}

/** With one more or one less: Ctrl and a press. */
export function toggled({ definition, selected, marked }: Selection, id: string): string[] {
  const isStep = selected !== undefined && findStep(definition, selected) !== undefined;
  const ids = new Set(marked.size > 0 ? marked : isStep ? [selected] : []);
  if (!ids.delete(id)) ids.add(id);
  return [...ids];
}

/**
 * From one step to another in the innermost list that both are in: where they are in different
 * branches, the steps around them.
 */
export function rangeBetween(definition: Definition, from: string, to: string): readonly string[] {
  const [one, other] = [wayTo(definition, from), wayTo(definition, to)];
  let depth = 0;
  while (isSameList(one[depth + 1], other[depth + 1])) depth += 1;
  const [start, end] = [one[depth], other[depth]];
  if (!start || !end) return end ? [end.step.id] : [];
  const [first, last] = [start.index, end.index].toSorted((a, b) => a - b);
  return listAt(definition, start.branch)
    .slice(first, (last ?? 0) + 1)
    .map(({ id }) => id);
}

/** The step with those around it, the outermost first. */
function wayTo(definition: Definition, id: string): readonly PlacedStep[] {
  const placed = findStep(definition, id);
  if (!placed) return [];
  return placed.branch ? [...wayTo(definition, placed.branch.stepId), placed] : [placed];
}

function isSameList(one: PlacedStep | undefined, other: PlacedStep | undefined): boolean {
  if (!one?.branch || !other?.branch) return false;
  return one.branch.stepId === other.branch.stepId && one.branch.branchId === other.branch.branchId;
}

/** Where Shift and an arrow go: to the next in the list, or to the step around it. */
export function nextInList(
  definition: Definition,
  id: string,
  side: "up" | "down",
): string | undefined {
  const placed = findStep(definition, id);
  if (!placed) return undefined;
  const next = listAt(definition, placed.branch)[placed.index + (side === "up" ? -1 : 1)];
  return next?.id ?? placed.branch?.stepId;
}
