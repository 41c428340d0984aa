import { parseInstant } from "../instant.ts";
import type { Json } from "../json.ts";

/**
 * Below zero where `left` comes first, above where `right` does. Only like types have an order: two
 * numbers, two dates (both ISO 8601), two texts (by code unit). Otherwise undefined.
 */
export function compareOrder(
  left: Json | undefined,
  right: Json | undefined,
  timeZone: string,
): number | undefined {
  if (typeof left === "number" && typeof right === "number") return left - right;
  if (typeof left !== "string" || typeof right !== "string") return undefined;
  if (isDateLike(left) && isDateLike(right)) {
    const leftInstant = parseInstant(left, timeZone);
    const rightInstant = parseInstant(right, timeZone);
    if (leftInstant !== undefined && rightInstant !== undefined) return leftInstant - rightInstant;
  }
  return compareTexts(left, right);
}

function compareTexts(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** Cheap look before the parsing. */
function isDateLike(text: string): boolean {
  return text.length >= 10 && text[4] === "-" && text[7] === "-";
}
