import type { Json } from "../../json.ts";
import { booleanType, listOf, numberType, textType } from "../../type.ts";
import { type Evaluation, spend, spendNewText, spendText } from "../budget.ts";
import { lengthOf, sliceOf, split } from "../characters.ts";
import { countOf, positionOf } from "../decimal.ts";
import { type Call, defineFunction, type FormulaFunction } from "../function-type.ts";
import { textFor } from "../operators.ts";
import {
  anyArgument,
  booleanArgument,
  numberArgument,
  optional,
  some,
  textArgument,
} from "../parameter.ts";
import { splitAt } from "../text-search.ts";
import { itemsIn } from "./statistic.ts";

/** Functions that take a text apart and put texts together. */

const text = textArgument("text");
const count = numberArgument("count");

export const textFunctions: readonly FormulaFunction[] = [
  defineFunction({
    name: "CONCAT",
    parameters: [some(anyArgument("values"))],
    result: textType,
    summary: "All values as one text, as with &; lists give their items.",
    example: ['CONCAT("a", 1, {TRUE, "b"})', "a1trueb"],
    evaluate: (values, call) => joinItems(itemsIn(values, call), "", call.evaluation),
  }),
  defineFunction({
    name: "TEXTJOIN",
    parameters: [
      textArgument("separator"),
      booleanArgument("ignoreEmpty"),
      some(anyArgument("values")),
    ],
    result: textType,
    summary: "Values and items of lists as one text with a separator between them.",
    example: ['TEXTJOIN("-", TRUE, "a", "", {"b", "c"})', "a-b-c"],
    evaluate: ([separator, ignoreEmpty, ...values], call) => {
      const items = itemsIn(values, call);
      const kept = ignoreEmpty ? items.filter((item) => item !== null && item !== "") : items;
      return joinItems(kept, separator, call.evaluation);
    },
  }),
  defineFunction({
    name: "LEN",
    parameters: [text],
    result: numberType,
    summary: "How many characters the text has.",
    example: ['LEN("héllo 👋")', 7],
    evaluate: ([text], { evaluation }) => {
      spendText(evaluation, text.length);
      return lengthOf(evaluation, text);
    },
  }),
  defineFunction({
    name: "LEFT",
    parameters: [text, optional(count)],
    result: textType,
    summary: "The first characters (default 1).",
    example: ['LEFT("invoice", 3)', "inv"],
    evaluate: ([text, count = 1], call) => part(text, 0, countOf(count, "count", call), call),
  }),
  defineFunction({
    name: "RIGHT",
    parameters: [text, optional(count)],
    result: textType,
    summary: "The last characters (default 1).",
    example: ['RIGHT("invoice", 3)', "ice"],
    evaluate: ([text, count = 1], call) => {
      const length = lengthOf(call.evaluation, text);
      return part(text, Math.max(0, length - countOf(count, "count", call)), length, call);
    },
  }),
  defineFunction({
    name: "MID",
    parameters: [text, numberArgument("start"), count],
    result: textType,
    summary: "A number of characters from a position (from 1).",
    example: ['MID("invoice", 3, 2)', "vo"],
    evaluate: ([text, start, count], call) => {
      const from = positionOf(start, "start", call) - 1;
      return part(text, from, from + countOf(count, "count", call), call);
    },
  }),
  defineFunction({
    name: "UPPER",
    parameters: [text],
    result: textType,
    summary: "In upper-case letters.",
    example: ['UPPER("abc")', "ABC"],
    evaluate: ([text], { evaluation }) => changed(evaluation, text, (text) => text.toUpperCase()),
  }),
  defineFunction({
    name: "LOWER",
    parameters: [text],
    result: textType,
    summary: "In lower-case letters.",
    example: ['LOWER("ABC")', "abc"],
    evaluate: ([text], { evaluation }) => changed(evaluation, text, (text) => text.toLowerCase()),
  }),
  defineFunction({
    name: "PROPER",
    parameters: [text],
    result: textType,
    summary: "The first letter of each word in upper case, the others in lower case.",
    example: ['PROPER("ada LOVELACE")', "Ada Lovelace"],
    evaluate: ([text], { evaluation }) => changed(evaluation, text, proper),
  }),
  defineFunction({
    name: "TRIM",
    parameters: [text],
    result: textType,
    summary: "Without white space at the ends; inside, every run of it becomes one space.",
    example: ['TRIM("  a   b ")', "a b"],
    evaluate: ([text], { evaluation }) =>
      changed(evaluation, text, (text) => text.trim().replaceAll(/\s+/g, " ")),
  }),
  defineFunction({
    name: "SUBSTITUTE",
    parameters: [text, textArgument("old"), textArgument("new"), optional(numberArgument("which"))],
    result: textType,
    summary:
      "With one text in place of another: everywhere, or only where it occurs for the nth time.",
    example: ['SUBSTITUTE("a-b-c", "-", "+", 2)', "a-b+c"],
    evaluate: ([text, old, replacement, which], call) => {
      const pieces = splitText(text, old, call);
      if (which === undefined) return joinItems(pieces, replacement, call.evaluation);
      const at = positionOf(which, "which", call);
      if (at >= pieces.length) return text;
      const parts = [pieces.slice(0, at).join(old), pieces.slice(at).join(old)];
      return joinItems(parts, replacement, call.evaluation);
    },
  }),
  defineFunction({
    name: "REPLACE",
    parameters: [text, numberArgument("start"), count, textArgument("new")],
    result: textType,
    summary: "With another text in place of a number of characters from a position (from 1).",
    example: ['REPLACE("2025-01", 3, 2, "26")', "2026-01"],
    evaluate: ([text, start, count, replacement], call) => {
      const from = positionOf(start, "start", call) - 1;
      const to = from + countOf(count, "count", call);
      const before = part(text, 0, from, call);
      const after = part(text, to, text.length, call);
      return joinItems([before, after], replacement, call.evaluation);
    },
  }),
  defineFunction({
    name: "REPT",
    parameters: [text, count],
    result: textType,
    summary: "The text several times in a row.",
    example: ['REPT("ab", 3)', "ababab"],
    evaluate: ([text, count], call) => {
      const times = countOf(count, "count", call);
      spendNewText(call.evaluation, text.length * times);
      return text === "" ? "" : text.repeat(times);
    },
  }),
  defineFunction({
    name: "SPLIT",
    parameters: [text, textArgument("separator")],
    result: listOf(textType),
    summary: "The list of texts between separators; an empty separator gives the characters.",
    example: ['SPLIT("a,b,c", ",")', ["a", "b", "c"]],
    evaluate: ([text, separator], call) => splitText(text, separator, call),
  }),
  defineFunction({
    name: "EXACT",
    parameters: [text, textArgument("other")],
    result: booleanType,
    summary: "True where both texts are the same, upper and lower case included.",
    example: ['EXACT("a", "A")', false],
    evaluate: ([text, other]) => text === other,
  }),
];

function part(text: string, start: number, end: number, { evaluation }: Call): string {
  spendText(evaluation, text.length);
  return sliceOf(evaluation, text, [start, end]);
}

/** Paid before and after: a few letters become longer in upper case. */
function changed(evaluation: Evaluation, text: string, change: (text: string) => string): string {
  spendText(evaluation, text.length);
  const result = change(text);
  spendNewText(evaluation, result.length);
  return result;
}

function proper(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/(?<![\p{L}\p{N}'’])\p{L}/gu, (letter) => letter.toUpperCase());
}

function splitText(text: string, separator: string, call: Call): readonly string[] {
  if (separator === "") return split(call.evaluation, text);
  const pieces = splitAt(call.evaluation, text, separator);
  spend(call.evaluation, pieces.length);
  return pieces;
}

/** Adds up the lengths before the text is built. */
export function joinItems(
  items: readonly Json[],
  separator: string,
  evaluation: Evaluation,
): string {
  const texts = items.map((item) => textFor(evaluation, item));
  const length = texts.reduce((sum, text) => sum + text.length, 0);
  spendNewText(evaluation, length + separator.length * Math.max(0, texts.length - 1));
  return texts.join(separator);
}
