import { walkDefinition } from "../checker/check.ts";
import type { Known, KnownNames, Place } from "../checker/known.ts";
import { anyEventType } from "../checker/known-event-type.ts";
import type { Definition } from "../definition.ts";
import type { Json } from "../json.ts";
import { defaultLimits } from "../limits.ts";
import { parseReference } from "../reference.ts";
import type { Registry } from "../registry.ts";
import { typeAt } from "../type.ts";
import { growTree } from "./grow.ts";
import { readablesOf, type Snapshot, snapshotOf, type VariableSamples } from "./readables.ts";
import { type Readable, sampleAt, type Variable } from "./variable.ts";

/**
 * Where variables are read: the trigger's condition, a step's config (inside: a field that sees the
 * step's own scope), the end of a branch, where a step can be added, or that of the workflow.
 */
export type VariablePlace =
  | "trigger"
  | "end"
  | { readonly stepId: string; readonly branchId?: string; readonly isInside?: boolean };

export interface VariablesOptions {
  readonly at?: VariablePlace;
  readonly samples?: VariableSamples;
  /** What else the environment knows: the workflows that steps call have outputs. */
  readonly names?: KnownNames;
  /** A path: only this variable, with more of what is in it. */
  readonly under?: string;
}

/**
 * Everything that can be read at a place, what is nearest first; undefined where there is no such
 * place, or no such variable in it. The checker's own walk tells it, so that what is offered is
 * what it accepts: as it is where the variable is certain, with a default where it is not.
 */
export function variablesAt(
  definition: Definition,
  registry: Registry,
  { at = "end", samples = {}, names = {}, under }: VariablesOptions = {},
): readonly Variable[] | undefined {
  const trigger = sampleOfTrigger(definition, registry, { names, sample: samples.trigger });
  const given = { ...samples, trigger };
  let found: Snapshot | undefined;
  const visit = (place: Place, known: Known): void => {
    if (isPlace(place, at)) found ??= snapshotOf(known);
  };
  walkDefinition(definition, { registry, limits: defaultLimits, names, visit });
  if (!found) return undefined;
  const readables = readablesOf(definition, found, given);
  if (under === undefined) return growTree(readables, { variablesMax: 1000, childrenMax: 100 });
  const readable = readableUnder(readables, under);
  return readable && growTree([readable], { variablesMax: 1000, childrenMax: 1000 });
}

function isPlace(place: Place, at: VariablePlace): boolean {
  if (typeof at === "string") return place.kind === at;
  const { stepId, branchId, isInside = false } = at;
  if (place.kind === "branch_end") return place.stepId === stepId && place.branchId === branchId;
  if (place.kind !== "step" || branchId !== undefined) return false;
  return place.stepId === stepId && place.isInside === isInside;
}

interface Given {
  readonly names: KnownNames;
  readonly sample: Json | undefined;
}

/** What came may be older than what the config reads from it by now. */
function sampleOfTrigger(
  { trigger }: Definition,
  { triggers }: Registry,
  { names: { eventTypes }, sample: given }: Given,
): Json | undefined {
  const result = triggers.get(trigger.type)?.compile(trigger.config);
  if (!result?.ok) return given;
  const { sampleData, eventTypes: listens, completed } = result.compiled;
  const own = given ?? sampleData;
  if (own !== undefined) return completed(own);
  return anyEventType(listens.map((name) => eventTypes?.get(name))).sample;
}

function readableUnder(readables: readonly Readable[], under: string): Readable | undefined {
  const parsed = parseReference(under);
  if (!parsed.ok) return undefined;
  const { root, path } = parsed.reference;
  const base = readables.find(
    (one) => one.root === root && one.path.every((segment, index) => segment === path[index]),
  );
  if (!base) return undefined;
  const rest = path.slice(base.path.length);
  const found = typeAt(base.type, rest);
  if (!found.found) return undefined;
  const title = rest.length === 0 ? base.title : String(rest.at(-1));
  return { ...base, path, title, type: found.type, sample: sampleAt(base.sample, rest) };
}
