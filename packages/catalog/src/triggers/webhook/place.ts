import {
  isJsonArray,
  isJsonObject,
  type Json,
  type JsonObject,
  ownValue,
  readPath,
} from "@stepwell/core";
import { z } from "zod";
import { parsePath, pathHint } from "../../sample/value-path.ts";

/** A place in a delivery: a path in body or query, or the name of a header. */
export const placeSchema = z
  .strictObject({
    from: z.enum(["body", "query", "headers"]),
    path: z.string().trim().min(1).max(500),
  })
  .superRefine(checkPlace);

export interface Place {
  readonly from: "body" | "query" | "headers";
  readonly path: string;
}

/** A delivery as `trigger` shows it. */
export interface DeliveryData extends JsonObject {
  readonly body: Json;
  readonly query: JsonObject;
  readonly headers: JsonObject;
}

export function checkPlace({ from, path }: Place, context: z.RefinementCtx): void {
  if (from === "headers" || parsePath(path)) return;
  context.addIssue({ code: "custom", path: ["path"], message: pathHint });
}

export function readPlace(data: DeliveryData, { from, path }: Place): Json | undefined {
  if (from === "headers") return ownValue(data.headers, path.toLowerCase());
  const parsed = parsePath(path);
  return parsed && readPath(data[from], parsed);
}

interface NamedPlace extends Place {
  readonly name: string;
}

/**
 * Data that came before its values had these names, or when they had other places: an old value stays
 * only where its place has none. What has a name stands first.
 */
export function withNamed(data: Json, variables: readonly NamedPlace[]): Json {
  if (!isJsonObject(data)) return data;
  const parts = { body: null, query: {}, headers: {}, ...data } as DeliveryData;
  const read = variables.flatMap((variable) => {
    const value = isReadable(parts, variable) ? readPlace(parts, variable) : undefined;
    return value === undefined ? [] : [[variable.name, value] as const];
  });
  const named = Object.fromEntries(read);
  return { ...named, ...data, ...named };
}

/** A person may have written anything into a sample. */
function isReadable(data: DeliveryData, { from }: Place): boolean {
  return from === "body" || isJsonObject(data[from]);
}

/** Text or a number as a short text; nothing else can identify. */
export function identifyingText(value: Json | undefined): string | undefined {
  // A list is what it holds as a whole; a number beyond 2^53 was rounded and identifies nothing.
  if (isJsonArray(value)) return value.length === 0 ? undefined : JSON.stringify(value);
  if (typeof value === "number") return Number.isSafeInteger(value) ? String(value) : undefined;
  return typeof value === "string" && value !== "" ? value : undefined;
}
