import type { Json } from "@stepwell/core";
import type { Answer } from "../../../api/call.ts";

export type RunReport = Answer<"hindcastWorkflow">["runs"][number];
type End = NonNullable<RunReport["before"]>;

export interface Difference {
  readonly what: "response" | "output";
  readonly before: Json;
  readonly after: Json;
}

/** In what the run would end otherwise, beside its status and its effects. */
export function differencesOf({ before, after }: RunReport): readonly Difference[] {
  if (!before || !after) return [];
  const found: Difference[] = [];
  if (!isSame(before.response, after.response)) found.push(inResponse(before, after));
  if (!isSame(before.output, after.output))
    found.push({ what: "output", before: before.output, after: after.output });
  return found;
}

/** Mostly it is the body alone. */
function inResponse(before: End, after: End): Difference {
  const [one, other] = [fields(before.response), fields(after.response)];
  const isBodyAlone =
    one !== undefined &&
    other !== undefined &&
    isSame({ ...one, body: null }, { ...other, body: null });
  return isBodyAlone
    ? { what: "response", before: one["body"] ?? null, after: other["body"] ?? null }
    : { what: "response", before: before.response, after: after.response };
}

function fields(value: Json): { readonly [key: string]: Json } | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as { readonly [key: string]: Json })
    : undefined;
}

/** Both come from the same server, which writes the keys in one order. */
function isSame(one: Json, other: Json): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
