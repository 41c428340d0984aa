import {
  isJsonArray,
  type Json,
  type JsonObject,
  ownValue,
  parseReference,
  type Path,
  readPath,
} from "@stepwell/core";
import { z } from "zod";

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
  const message = 'write a path such as order.items[0].price or ["odd name"]';
  context.addIssue({ code: "custom", path: ["path"], message });
}

export function readPlace(data: DeliveryData, { from, path }: Place): Json | undefined {
  if (from === "headers") return ownValue(data.headers, path.toLowerCase());
  const parsed = parsePath(path);
  return parsed && readPath(data[from], parsed);
}

/** The same grammar as in templates, without the root. */
export function parsePath(path: string): Path | undefined {
  const parsed = parseReference(path.startsWith("[") ? `item${path}` : `item.${path}`);
  return parsed.ok && parsed.reference.path.length > 0 ? parsed.reference.path : undefined;
}

/** Text or a number as a short text; nothing else can identify. */
export function identifyingText(value: Json | undefined): string | undefined {
  // A list is what it holds as a whole; a number beyond 2^53 was rounded and identifies nothing.
  if (isJsonArray(value)) return value.length === 0 ? undefined : JSON.stringify(value);
  if (typeof value === "number") return Number.isSafeInteger(value) ? String(value) : undefined;
  return typeof value === "string" && value !== "" ? value : undefined;
}
