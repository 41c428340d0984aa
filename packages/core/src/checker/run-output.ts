import type { Definition } from "../definition.ts";
import { defaultLimits } from "../limits.ts";
import type { Registry } from "../registry.ts";
import { nullType, type Type, unionOf } from "../type.ts";
import { walkDefinition } from "./check.ts";
import type { Known, KnownNames, Place } from "./known.ts";
import { stepsIn } from "./layer.ts";

/** The type of what runs of the definition give back to whoever has called them. */
export function runOutputType(
  definition: Definition,
  registry: Registry,
  names: KnownNames = {},
): Type {
  let found: Type = nullType;
  const visit = (place: Place, known: Known): void => {
    if (place.kind === "end") found = outputAt(known);
  };
  walkDefinition(definition, { registry, limits: defaultLimits, names, visit });
  return found;
}

/** The last step that says it counts; which one that is only the run knows. */
function outputAt({ whole, done }: Known): Type {
  const ids = new Set<string>();
  for (const [{ id }, result] of whole.configs)
    if (result?.ok && result.compiled.givesRunOutput) ids.add(id);
  const giving = [...stepsIn(done)].flatMap(([id, step]) => (ids.has(id) ? step : []));
  const isCertain = giving.some((step) => step.isCertain);
  return unionOf([...giving.map(({ type }) => type), ...(isCertain ? [] : [nullType])]);
}
