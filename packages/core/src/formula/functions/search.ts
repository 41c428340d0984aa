import { isJsonArray } from "../../json.ts";
import { booleanType, numberType, textType } from "../../type.ts";
import { spend, spendNewText } from "../budget.ts";
import { lengthOf } from "../characters.ts";
import { positionOf } from "../decimal.ts";
import { type Call, callError, defineFunction, type FormulaFunction } from "../function-type.ts";
import { equalValues } from "../operators.ts";
import {
  anyArgument,
  numberArgument,
  optional,
  patternArgument,
  textArgument,
  textOrListArgument,
} from "../parameter.ts";
import { findPattern, type Pattern, type PatternParse, testPattern } from "../pattern.ts";
import { searchText } from "../text-search.ts";

/** Functions that look for something in a text: a text or a pattern (RE2 syntax, linear time). */

const text = textArgument("text");
const sought = textArgument("sought");
const start = optional(numberArgument("start"));
const pattern = patternArgument("pattern");

export const searchFunctions: readonly FormulaFunction[] = [
  defineFunction({
    name: "CONTAINS",
    parameters: [textOrListArgument("text"), anyArgument("sought")],
    result: booleanType,
    summary: "True where a text holds another, or a list holds an equal item.",
    example: ['CONTAINS("invoice", "voi")', true],
    evaluate: ([within, sought], call) => {
      const { evaluation } = call;
      if (isJsonArray(within)) {
        spend(evaluation, within.length);
        return within.some((item) => equalValues(evaluation, item, sought));
      }
      if (typeof sought !== "string")
        throw callError(call, "a text is needed to look for in a text");
      return searchText(evaluation, within, sought)(0) >= 0;
    },
  }),
  defineFunction({
    name: "STARTSWITH",
    parameters: [text, sought],
    result: booleanType,
    summary: "True where the text starts with another.",
    example: ['STARTSWITH("invoice", "in")', true],
    evaluate: ([text, sought]) => text.startsWith(sought),
  }),
  defineFunction({
    name: "ENDSWITH",
    parameters: [text, sought],
    result: booleanType,
    summary: "True where the text ends with another.",
    example: ['ENDSWITH("invoice", "ice")', true],
    evaluate: ([text, sought]) => text.endsWith(sought),
  }),
  defineFunction({
    name: "FIND",
    parameters: [sought, text, start],
    result: numberType,
    summary: "The position (from 1) of a text in another; an error where it is not found.",
    example: ['FIND("o", "invoice")', 4],
    evaluate: ([sought, text, start = 1], call) => position(text, sought, start, call),
  }),
  defineFunction({
    name: "SEARCH",
    parameters: [sought, text, start],
    result: numberType,
    summary: "As FIND, but upper and lower case are alike.",
    example: ['SEARCH("O", "invoice")', 4],
    evaluate: ([sought, text, start = 1], call) =>
      position(text.toLowerCase(), sought.toLowerCase(), start, call),
  }),
  defineFunction({
    name: "REGEXMATCH",
    parameters: [text, pattern],
    result: booleanType,
    summary: "True where the pattern occurs in the text; ^ and $ tie it to the ends.",
    example: ['REGEXMATCH("INV-2026", "^INV-\\d+$")', true],
    evaluate: ([text, pattern], call) => testPattern(call.evaluation, usable(pattern, call), text),
  }),
  defineFunction({
    name: "REGEXEXTRACT",
    parameters: [text, pattern],
    result: textType,
    summary:
      "What the first group of the pattern matches, or all of the match; null where nothing does.",
    example: ['REGEXEXTRACT("INV-2026", "INV-(\\d+)")', "2026"],
    evaluate: ([text, pattern], call) => {
      for (const { groups } of findPattern(call.evaluation, usable(pattern, call), text))
        return (groups.length > 1 ? groups[1] : groups[0]) ?? null;
      return null;
    },
  }),
  defineFunction({
    name: "REGEXREPLACE",
    parameters: [text, pattern, textArgument("new")],
    result: textType,
    summary:
      "With another text in place of every match; $1 stands for the first group, $0 for the match.",
    example: ['REGEXREPLACE("Ada Lovelace", "(\\w+) (\\w+)", "$2, $1")', "Lovelace, Ada"],
    evaluate: ([text, pattern, replacement], call) =>
      replaceMatches(text, usable(pattern, call), replacement, call),
  }),
];

function position(text: string, sought: string, start: number, call: Call): number {
  const from = unitsBefore(text, positionOf(start, "start", call) - 1);
  const at = searchText(call.evaluation, text, sought)(from);
  if (at < 0) throw callError(call, "the text is not found");
  return lengthOf(call.evaluation, text.slice(0, at)) + 1;
}

/** Where a character begins, in units. */
function unitsBefore(text: string, characters: number): number {
  let count = 0;
  let units = 0;
  for (const character of text) {
    if (count >= characters) break;
    count += 1;
    units += character.length;
  }
  return units;
}

function usable(parsed: PatternParse, call: Call): Pattern {
  if (parsed.ok) return parsed.pattern;
  throw callError(call, parsed.message);
}

function replaceMatches(text: string, pattern: Pattern, replacement: string, call: Call): string {
  let result = "";
  let at = 0;
  for (const match of findPattern(call.evaluation, pattern, text)) {
    const inserted = expand(replacement, match.groups);
    result += text.slice(at, match.start) + inserted;
    spendNewText(call.evaluation, inserted.length);
    spendNewText(call.evaluation, result.length);
    at = match.end;
  }
  result += text.slice(at);
  spendNewText(call.evaluation, result.length);
  return result;
}

function expand(replacement: string, groups: readonly (string | null)[]): string {
  return replacement.replaceAll(/\$(\$|\d)/g, (_, digit: string) =>
    digit === "$" ? "$" : (groups[Number(digit)] ?? ""),
  );
}
