import type { Json } from "@stepwell/core";

/* JSON values in words short enough for a line. */

export type JsonKind = "object" | "list" | "text" | "number" | "boolean" | "null";

export function kindOf(value: Json): JsonKind {
  if (value === null) return "null";
  if (Array.isArray(value)) return "list";
  if (typeof value === "string") return "text";
  return typeof value as "object" | "number" | "boolean";
}

export function entriesOf(value: Json): readonly (readonly [string | number, Json])[] {
  if (Array.isArray(value)) return value.map((one, index) => [index, one]);
  return value !== null && typeof value === "object" ? Object.entries(value) : [];
}

/** What is put on the clipboard: texts as they are, all else as JSON. */
export function plainText(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value, null, 2);
}

/** Long texts are cut without tearing a character apart. */
export function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length).toWellFormed()}…`;
}
