import { isJsonArray, isJsonObject, type Json, StepError } from "@stepwell/core";
import type { NamedValues } from "./definition.ts";

export type Pair = readonly [name: string, value: string];

/** Names with their values as text, in order; what has no value is left out, a list repeats the name. */
export function pairsOf(values: NamedValues | undefined, place: string): readonly Pair[] {
  if (values === undefined) return [];
  const entries = Array.isArray(values)
    ? values.map(({ name, value }) => [name, value] as const)
    : Object.entries(values);
  return entries.flatMap(([name, value]) => pairsOfValue(name.trim(), value, place));
}

function pairsOfValue(name: string, value: Json | undefined, place: string): readonly Pair[] {
  if (name === "" || value === undefined || value === null) return [];
  if (isJsonArray(value)) return value.flatMap((item) => pairsOfValue(name, scalarOf(item), place));
  if (isJsonObject(value)) throw notScalar(name, place);
  return [[name, String(value)]];

  function scalarOf(item: Json): Json {
    if (isJsonArray(item) || isJsonObject(item)) throw notScalar(name, place);
    return item;
  }
}

function notScalar(name: string, place: string): StepError {
  return new StepError({
    code: "invalid_value",
    message: `"${name}" of the ${place} must be text, a number, true or false, or a list of these`,
  });
}
