import { formatInstant } from "../../instant.ts";
import type { Json, JsonObject } from "../../json.ts";
import type { Seen } from "./oracle-result.suite.ts";
import { triggerNumber, type Value } from "./shape.suite.ts";

/** What a variable is worth at a place and time. */
export function valueIn({ root, id, or }: Value, seen: Seen, at: number): Json {
  const read: { readonly [Root in Value["root"]]: () => Json | undefined } = {
    literal: () => or,
    step: () => seen.outputs.get(id),
    variable: () => seen.assigned.findLast(({ name }) => name === id)?.value,
    item: () => seen.scopes.get(id)?.["item"],
    error: () => (seen.scopes.get(id)?.["error"] as JsonObject | undefined)?.["code"],
    trigger: () => triggerNumber,
    now: () => formatInstant(at),
  };
  return read[root]() ?? or;
}
