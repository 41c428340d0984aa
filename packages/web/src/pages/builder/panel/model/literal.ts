import type { Json } from "@stepwell/core";

/* What people write into one line, as a value; and a value as they would write it. */

const numberPattern = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;

/** Undefined where it is no number. */
export function parseNumber(text: string): number | undefined {
  const trimmed = text.trim();
  return numberPattern.test(trimmed) ? Number(trimmed) : undefined;
}

/** `100` is a number, `true` is true, all else is text; where text is wanted, all is text. */
export function parseLiteral(text: string, isText: boolean): Json {
  if (isText) return text;
  const trimmed = text.trim();
  if (trimmed === "true" || trimmed === "false") return trimmed === "true";
  return parseNumber(text) ?? text;
}

export function literalText(value: Json | undefined): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}
