import { type Evaluation, spendText } from "./budget.ts";

/*
 * Searching a text for another in linear time. The built-in search is quick, but takes the product of
 * both lengths for hostile texts (seconds from 5,000 characters in a MiB), so long ones are searched
 * by Knuth, Morris and Pratt.
 */

const builtInMax = 32;
/** A search costs more than a copy. */
const searchFactor = 4;

/** Where the sought text next begins, from a position on; below zero where it does not. */
export type FindNext = (from: number) => number;

export function searchText(evaluation: Evaluation, text: string, sought: string): FindNext {
  spendText(evaluation, text.length * searchFactor);
  if (sought.length <= builtInMax) return (from) => text.indexOf(sought, from);
  if (sought.length > text.length) return () => -1;
  const borders = bordersOf(sought);
  return (from) => findLong({ text, sought, borders }, from);
}

interface Search {
  readonly text: string;
  readonly sought: string;
  /** For each length of a beginning of the sought text: its longest end that is a beginning too. */
  readonly borders: Int32Array;
}

function bordersOf(sought: string): Int32Array {
  const borders = new Int32Array(sought.length + 1);
  let border = 0;
  for (let at = 1; at < sought.length; at += 1) {
    border = advance(sought, borders, border, sought.charCodeAt(at));
    borders[at + 1] = border;
  }
  return borders;
}

function findLong({ text, sought, borders }: Search, from: number): number {
  let matched = 0;
  for (let at = from; at < text.length; at += 1) {
    matched = advance(sought, borders, matched, text.charCodeAt(at));
    if (matched === sought.length) return at - matched + 1;
  }
  return -1;
}

/** The length that matches after one more character. */
function advance(sought: string, borders: Int32Array, matched: number, code: number): number {
  let length = matched;
  while (length > 0 && sought.charCodeAt(length) !== code) length = borders[length] as number;
  return sought.charCodeAt(length) === code ? length + 1 : 0;
}

/** The texts between the occurrences of a separator that is not empty. */
export function splitAt(
  evaluation: Evaluation,
  text: string,
  separator: string,
): readonly string[] {
  const find = searchText(evaluation, text, separator);
  const pieces: string[] = [];
  let start = 0;
  for (let at = find(0); at >= 0; at = find(start)) {
    pieces.push(text.slice(start, at));
    start = at + separator.length;
  }
  return [...pieces, text.slice(start)];
}
