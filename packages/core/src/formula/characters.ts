import { type Evaluation, spend } from "./budget.ts";

/*
 * Positions and lengths count whole characters: one outside of the basic plane (an emoji) is one,
 * though JavaScript stores two units, so that no text is ever cut into an invalid one.
 */

const pair = /[\uD800-\uDBFF][\uDC00-\uDFFF]/;
/** Splitting a text into characters is much slower than working with units. */
const charactersPerStep = 128;

export function lengthOf(evaluation: Evaluation, text: string): number {
  return pair.test(text) ? split(evaluation, text).length : text.length;
}

/** The characters from `start` (from 0) up to `end`. */
export function sliceOf(
  evaluation: Evaluation,
  text: string,
  [start, end]: readonly [start: number, end: number],
): string {
  if (!pair.test(text)) return text.slice(start, end);
  return split(evaluation, text).slice(start, end).join("");
}

export function split(evaluation: Evaluation, text: string): readonly string[] {
  spend(evaluation, Math.ceil(text.length / charactersPerStep));
  return Array.from(text);
}
