import type { ConnectionKind } from "../connection.ts";
import type { Definition, StepDefinition } from "../definition.ts";
import { walkSteps } from "../edit/tree.ts";
import type { Limits } from "../limits.ts";
import type { Registry } from "../registry.ts";
import type { CompileResult } from "../step-type.ts";
import type { KnownInput, RunMode } from "../trigger-type.ts";
import { type Type, unionOf, unknownType } from "../type.ts";
import type { Finding } from "./finding.ts";
import type { KnownEventType } from "./known-event-type.ts";
import { addStep, type Layer, layerOver } from "./layer.ts";

/** Names that the environment has; what is not given is not checked. */
export interface KnownNames {
  readonly env?: readonly string[];
  readonly secrets?: readonly string[];
  readonly connections?: readonly { readonly name: string; readonly kind: ConnectionKind }[];
  readonly workflows?: readonly KnownWorkflow[];
  /** Those that are registered and those that have come. */
  readonly eventTypes?: ReadonlyMap<string, KnownEventType>;
}

/** A workflow that a step may call, as its active version tells. */
export interface KnownWorkflow {
  readonly id: string;
  readonly name: string;
  /** `other`: active, and not to be called. */
  readonly state: "active" | "inactive" | "other";
  readonly mode: RunMode;
  /** Undefined where any object is let in. */
  readonly inputs: readonly KnownInput[] | undefined;
  /** The type of what it gives back; asked for where a step calls it. */
  output(): Type;
}

/** What the checker knows of the whole definition. */
export interface Whole {
  /** The workflow's own. */
  readonly name: string;
  readonly registry: Registry;
  readonly limits: Limits;
  readonly names: KnownNames;
  readonly findings: Finding[];
  readonly isSync: boolean;
  /** Every step's config, compiled once; undefined where the type is not known. */
  readonly configs: ReadonlyMap<StepDefinition, CompileResult | undefined>;
  readonly stepIds: ReadonlySet<string>;
  /** Those that runs leave out. */
  readonly disabledIds: ReadonlySet<string>;
  readonly variables: VariableTypes;
  readonly trigger: Type;
  /** Fields of the trigger that this type does not have are most likely not there. */
  readonly likelyTrigger: Type;
  /** The events may be updates, with old values. */
  readonly hasPrevious: boolean;
  /** Told of every place that the walk comes to, with what can be read there. */
  readonly visit: Visit | undefined;
}

/** A place where variables can be read. */
export type Place =
  | { readonly kind: "trigger" }
  /** The config of a step; inside are the fields that see the step's own scope. */
  | { readonly kind: "step"; readonly stepId: string; readonly isInside: boolean }
  /** Where a step can be added to a branch. */
  | { readonly kind: "branch_end"; readonly stepId: string; readonly branchId: string }
  | { readonly kind: "end" };

/** What is known grows with the walk: it must be read at once. */
export type Visit = (place: Place, known: Known) => void;

/** What can be read at one place of the definition. */
export interface Known {
  readonly whole: Whole;
  readonly done: Layer;
  /** Enclosing loops and branches, with the types of their scope variables. */
  readonly scopes: ReadonlyMap<string, Type>;
}

/** A list below: what it adds is its own until it has ended. */
export function within(known: Known): Known {
  return { ...known, done: layerOver(known.done) };
}

export function withScope(known: Known, stepId: string, type: Type): Known {
  return { ...known, scopes: new Map([...known.scopes, [stepId, type]]) };
}

export function stepDone({ done }: Known, stepId: string, type: Type): void {
  addStep(done, stepId, { type, isCertain: true });
}

export function variableAssigned({ whole, done }: Known, name: string, type: Type): void {
  const { seen } = whole.variables;
  const types = seen.get(name);
  if (types) types.push(type);
  else seen.set(name, [type]);
  done.variables.add(name);
}

export function compileSteps(definition: Definition, registry: Registry): Whole["configs"] {
  const compiled = [...walkSteps(definition)].map(
    ({ step }) => [step, registry.steps.get(step.type)?.compile(step.config)] as const,
  );
  return new Map(compiled);
}

/** Types of variables; they need two walks, as a loop or a default reads them before they are set. */
export interface VariableTypes {
  /** Names that some step gives a value to. */
  readonly names: ReadonlySet<string>;
  /** Names that only disabled steps give a value to. */
  readonly disabledNames: ReadonlySet<string>;
  /** Types of the values that the walk has come to. */
  readonly seen: Map<string, Type[]>;
  /** The types that the walk goes by; unknown where there is none. */
  readonly settled: ReadonlyMap<string, Type>;
}

/** For the first walk: nothing is known of a variable. */
export function unsettledVariables(
  configs: Whole["configs"],
  disabledIds: ReadonlySet<string>,
): VariableTypes {
  const names = new Set<string>();
  const all = new Set<string>();
  for (const [{ id }, result] of configs)
    for (const name of result?.ok ? result.compiled.assigns : []) {
      all.add(name);
      if (!disabledIds.has(id)) names.add(name);
    }
  const disabledNames = new Set([...all].filter((name) => !names.has(name)));
  return { names, disabledNames, seen: new Map(), settled: new Map() };
}

/** For the second: any of its values may be the one that a variable has. */
export function settledVariables({ seen, ...names }: VariableTypes): VariableTypes {
  const settled = [...seen].map(([name, types]) => [name, unionOf(types)] as const);
  return { ...names, seen: new Map(), settled: new Map(settled) };
}

export function variableType({ variables }: Whole, name: string): Type {
  return variables.settled.get(name) ?? unknownType;
}
