import { RE2JS } from "re2js";
import { type Evaluation, spend, textCharactersMax } from "./budget.ts";

/*
 * Users' patterns, in RE2 syntax: matching takes time linear in the text. What is left to bound is
 * the factor (the size of the compiled pattern) and the number of searches.
 */

const patternCharactersMax = 1000;
const instructionsMax = 2000;
/** Characters times instructions: about 20 ns each at worst. */
const unitsPerStep = 256;

/** Searches that look ahead leave the fast path of the matcher. */
const lookAheadFactor = 8;

export interface Pattern {
  readonly program: RE2JS;
  readonly instructions: number;
  /** A search may read far beyond the match that it finds, so many searches are not linear. */
  readonly looksAhead: boolean;
}

export type PatternParse =
  | { readonly ok: true; readonly pattern: Pattern }
  | { readonly ok: false; readonly message: string };

const cachedMax = 256;
const cached = new Map<string, PatternParse>();

/** Compiles a pattern, or finds it among those compiled lately. */
export function parsePattern(source: string): PatternParse {
  const known = cached.get(source);
  if (known) return known;
  const parsed = compilePattern(source);
  if (cached.size >= cachedMax) cached.clear();
  cached.set(source, parsed);
  return parsed;
}

const unboundedRepeat = /[*+]|\{\d+,\}/;
const choice = /[|]|\)[?*+{]/;

function compilePattern(source: string): PatternParse {
  if (source.length > patternCharactersMax)
    return refused(`the pattern has more than ${patternCharactersMax} characters`);
  try {
    const program = RE2JS.compile(source);
    const instructions = program.programSize();
    if (instructions > instructionsMax) return refused("the pattern has too many repetitions");
    const looksAhead = unboundedRepeat.test(source) && choice.test(source);
    return { ok: true, pattern: { program, instructions, looksAhead } };
  } catch (error) {
    return refused(`the pattern is not valid: ${(error as Error).message}`);
  }
}

function refused(message: string): PatternParse {
  return { ok: false, message };
}

/** Does the pattern occur anywhere in the text? */
export function testPattern(evaluation: Evaluation, pattern: Pattern, text: string): boolean {
  spendSearch(evaluation, pattern, text.length);
  return pattern.program.test(text);
}

export interface PatternMatch {
  readonly start: number;
  readonly end: number;
  /** The whole match and its groups; null for a group that took no part. */
  readonly groups: readonly (string | null)[];
}

/** The matches from left to right, paid for as they are asked for. */
export function* findPattern(
  evaluation: Evaluation,
  pattern: Pattern,
  text: string,
): Generator<PatternMatch> {
  const matcher = pattern.program.matcher(text);
  spendSearch(evaluation, pattern, text.length);
  while (matcher.find()) {
    const groups = Array.from({ length: matcher.groupCount() + 1 }, (_, at) => matcher.group(at));
    yield { start: matcher.start(), end: matcher.end(), groups };
    const ahead = pattern.looksAhead ? (text.length - matcher.end()) * lookAheadFactor : 0;
    const remaining = ahead + groups.length;
    spendSearch(evaluation, pattern, remaining);
  }
}

function spendSearch(evaluation: Evaluation, pattern: Pattern, characters: number): void {
  const units = Math.min(characters, textCharactersMax) * pattern.instructions;
  spend(evaluation, Math.ceil(units / unitsPerStep));
}
