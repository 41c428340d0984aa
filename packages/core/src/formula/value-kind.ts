import type { Json } from "../json.ts";

/** The kind of a value, in the words of messages. */
export type ValueKind = "nothing" | "boolean" | "number" | "text" | "list" | "object";

export function kindOf(value: Json | undefined): ValueKind {
  if (value === null || value === undefined) return "nothing";
  if (typeof value === "string") return "text";
  if (typeof value !== "object") return typeof value === "number" ? "number" : "boolean";
  return Array.isArray(value) ? "list" : "object";
}

/** Nothing in it: missing, null, empty text, empty list or empty object. */
export function isEmptyValue(value: Json | undefined): boolean {
  if (value === null || value === undefined || value === "") return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}
