import { type Definition, type PlacedStep, walkSteps } from "@stepwell/core";

/* Where the steps of a definition are. A definition never changes, so it is walked once. */

const known = new WeakMap<Definition, ReadonlyMap<string, PlacedStep>>();

function placesOf(definition: Definition): ReadonlyMap<string, PlacedStep> {
  const before = known.get(definition);
  if (before) return before;
  const places = new Map([...walkSteps(definition)].map((placed) => [placed.step.id, placed]));
  known.set(definition, places);
  return places;
}

/** The step with its place, as core's `findStep` tells it. */
export function placedIn(definition: Definition, stepId: string): PlacedStep | undefined {
  return placesOf(definition).get(stepId);
}
