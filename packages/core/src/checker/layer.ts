import type { Type } from "../type.ts";

/*
 * What has been done at one place, list by list: a list sees what the lists around it have done, and
 * they learn of it when it has ended. Maps grow in the order of the walk and are never copied, so a
 * long list costs no more for each step than a short one.
 */

export interface Layer {
  readonly outer: Layer | undefined;
  /** Steps with the types of their outputs. */
  readonly steps: Map<string, Done>;
  /** Variables that have a value for certain. */
  readonly variables: Set<string>;
  /** Those that some way gives a value to; others have none. */
  readonly possibleVariables: Set<string>;
}

export interface Done {
  readonly type: Type;
  /** False where the step stands in a branch that may not have run. */
  readonly isCertain: boolean;
}

export function layerOver(outer: Layer | undefined): Layer {
  return { outer, steps: new Map(), variables: new Set(), possibleVariables: new Set() };
}

export function addStep({ steps }: Layer, id: string, done: Done): void {
  if (done.isCertain || steps.get(id)?.isCertain !== true) steps.set(id, done);
}

/** Certainty counts before nearness: two steps with one id are a mistake of its own. */
export function findStepIn(layer: Layer, id: string): Done | undefined {
  let possible: Done | undefined;
  for (let at: Layer | undefined = layer; at; at = at.outer) {
    const done = at.steps.get(id);
    if (done?.isCertain) return done;
    possible ??= done;
  }
  return possible;
}

export function hasVariable(layer: Layer, name: string): boolean {
  for (let at: Layer | undefined = layer; at; at = at.outer)
    if (at.variables.has(name)) return true;
  return false;
}

export function mayHaveVariable(layer: Layer, name: string): boolean {
  for (let at: Layer | undefined = layer; at; at = at.outer)
    if (at.variables.has(name) || at.possibleVariables.has(name)) return true;
  return false;
}

/** The nearest list first, and in it the latest step. */
export function stepsIn(layer: Layer): ReadonlyMap<string, Done> {
  const found = new Map<string, Done>();
  for (let at: Layer | undefined = layer; at; at = at.outer)
    for (const [id, done] of [...at.steps].toReversed())
      if (!found.has(id) || done.isCertain) found.set(id, done);
  return found;
}

/**
 * Tells a list of what was done inside one of its steps. Of a list that may have been left half way
 * only the first layer is certain.
 */
export function absorb(into: Layer, ended: Layer, areCertain: boolean): void {
  for (let at: Layer | undefined = ended; at && at !== into; at = at.outer) {
    const isCertainLayer = areCertain && at.outer === into;
    for (const [id, { type, isCertain }] of at.steps)
      addStep(into, id, { type, isCertain: isCertain && isCertainLayer });
    const variables = isCertainLayer ? into.variables : into.possibleVariables;
    for (const name of at.variables) variables.add(name);
    for (const name of at.possibleVariables) into.possibleVariables.add(name);
  }
}
