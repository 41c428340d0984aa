import type { ConnectionKind } from "../connection.ts";
import type { Definition } from "../definition.ts";
import { walkSteps } from "../edit/tree.ts";
import type { Limits } from "../limits.ts";
import type { Registry } from "../registry.ts";
import type { Type } from "../type.ts";
import type { Finding } from "./finding.ts";

/** Names that the environment has; what is not given is not checked. */
export interface KnownNames {
  readonly env?: readonly string[];
  readonly secrets?: readonly string[];
  readonly connections?: readonly { readonly name: string; readonly kind: ConnectionKind }[];
}

/** What the checker knows of the whole definition. */
export interface Whole {
  readonly registry: Registry;
  readonly limits: Limits;
  readonly names: KnownNames;
  readonly findings: Finding[];
  readonly isSync: boolean;
  readonly stepIds: ReadonlySet<string>;
  /** Names that some variable step gives a value to. */
  readonly variableNames: ReadonlySet<string>;
  readonly trigger: Type;
}

/** What is certain at one place of the definition: the variables that can be read there. */
export interface Known {
  readonly whole: Whole;
  /** Steps that are certainly done, with the types of their outputs. */
  readonly steps: ReadonlyMap<string, Type>;
  /** Enclosing loops and branches, with the types of their scope variables. */
  readonly scopes: ReadonlyMap<string, Type>;
  readonly variables: ReadonlyMap<string, Type>;
}

export function withStep(known: Known, stepId: string, type: Type): Known {
  return { ...known, steps: new Map([...known.steps, [stepId, type]]) };
}

export function withScope(known: Known, stepId: string, type: Type): Known {
  return { ...known, scopes: new Map([...known.scopes, [stepId, type]]) };
}

export function withVariable(known: Known, name: string, type: Type): Known {
  return { ...known, variables: new Map([...known.variables, [name, type]]) };
}

/** Names that some step gives a value to, wherever it stands. */
export function variableNamesIn(definition: Definition, registry: Registry): ReadonlySet<string> {
  const names = [...walkSteps(definition)].flatMap(({ step }) => {
    const result = registry.steps.get(step.type)?.compile(step.config);
    return result?.ok ? result.compiled.assigns : [];
  });
  return new Set(names);
}
