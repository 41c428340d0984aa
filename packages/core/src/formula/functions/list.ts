import { isJsonArray, isJsonObject, type Json, ownValue } from "../../json.ts";
import { listOf, numberType, textType, type Type, unionOf, unknownType } from "../../type.ts";
import { type Evaluation, spend, spendValue } from "../budget.ts";
import { itemsMeeting } from "../criterion.ts";
import { countOf, positionOf, wholeNumber } from "../decimal.ts";
import { type Call, callError, defineFunction, type FormulaFunction } from "../function-type.ts";
import { compareOrder } from "../order.ts";
import {
  anyArgument,
  keyArgument,
  listArgument,
  many,
  numberArgument,
  optional,
  textArgument,
  wordArgument,
} from "../parameter.ts";
import { someNumbersIn, sum } from "./statistic.ts";
import { joinItems } from "./text.ts";

/** Functions of lists. Positions count from 1, or from the end where they are negative. */

const list = listArgument("list");
const criterion = anyArgument("criterion");
const order = optional(wordArgument("order", ["asc", "desc"]));
const anyList = listOf(unknownType);

export const listFunctions: readonly FormulaFunction[] = [
  defineFunction({
    name: "LIST",
    parameters: [many(anyArgument("values"))],
    result: anyList,
    resultOf: (given) => listOf(given.length === 0 ? unknownType : unionOf(given)),
    summary: "The list of the values, as {1, 2}.",
    example: ['LIST(1, "a")', [1, "a"]],
    evaluate: (values) => [...values],
  }),
  defineFunction({
    name: "SEQUENCE",
    parameters: [
      numberArgument("count"),
      optional(numberArgument("start")),
      optional(numberArgument("step")),
    ],
    result: listOf(numberType),
    summary: "A list of numbers from a start (default 1) with a step (default 1).",
    example: ["SEQUENCE(3, 10, 5)", [10, 15, 20]],
    evaluate: ([count, start = 1, step = 1], call) => {
      const length = countOf(count, "count", call);
      spend(call.evaluation, length);
      const last = start + step * length;
      if (!Number.isFinite(last)) throw callError(call, "the number is too large");
      return Array.from({ length }, (_, index) => start + step * index);
    },
  }),
  defineFunction({
    name: "FIRST",
    parameters: [list],
    result: unknownType,
    resultOf: itemType,
    summary: "The first item, or null.",
    example: ["FIRST({5, 6, 7})", 5],
    evaluate: ([list]) => list[0] ?? null,
  }),
  defineFunction({
    name: "LAST",
    parameters: [list],
    result: unknownType,
    resultOf: itemType,
    summary: "The last item, or null.",
    example: ["LAST({5, 6, 7})", 7],
    evaluate: ([list]) => list.at(-1) ?? null,
  }),
  defineFunction({
    name: "INDEX",
    parameters: [list, numberArgument("position")],
    result: unknownType,
    resultOf: itemType,
    summary: "The item at a position, or null.",
    example: ["INDEX({5, 6, 7}, 2)", 6],
    evaluate: ([list, position], call) => {
      const at = wholeNumber(position, "position", call);
      return (at > 0 ? list[at - 1] : list.at(Math.min(at, -1))) ?? null;
    },
  }),
  defineFunction({
    name: "SLICE",
    parameters: [list, numberArgument("start"), optional(numberArgument("count"))],
    result: anyList,
    resultOf: sameList,
    summary: "The items from a position on, at most so many.",
    example: ["SLICE({5, 6, 7, 8}, 2, 2)", [6, 7]],
    evaluate: ([list, start, count], call) => {
      const from = positionOf(start, "start", call) - 1;
      const to = count === undefined ? list.length : from + countOf(count, "count", call);
      return paid(call.evaluation, list.slice(from, to));
    },
  }),
  defineFunction({
    name: "REVERSE",
    parameters: [list],
    result: anyList,
    resultOf: sameList,
    summary: "The list from its end to its start.",
    example: ["REVERSE({1, 2, 3})", [3, 2, 1]],
    evaluate: ([list], { evaluation }) => paid(evaluation, list).toReversed(),
  }),
  defineFunction({
    name: "UNIQUE",
    parameters: [list],
    result: anyList,
    resultOf: sameList,
    summary: "The list without repeated items; the first of each stays.",
    example: ["UNIQUE({1, 2, 1})", [1, 2]],
    evaluate: ([list], { evaluation }) => {
      spend(evaluation, list.length);
      spendValue(evaluation, list);
      return [...new Map(list.map((item) => [keyOf(item), item])).values()];
    },
  }),
  defineFunction({
    name: "SORT",
    parameters: [list, order],
    result: anyList,
    resultOf: sameList,
    summary: 'The items in order: all numbers, all dates or all texts; "desc" turns it round.',
    example: ['SORT({3, 1, 2}, "desc")', [3, 2, 1]],
    evaluate: ([list, order = "asc"], call) => sorted(list, { order, read: (item) => item }, call),
  }),
  defineFunction({
    name: "SORTBY",
    parameters: [list, textArgument("key"), order],
    result: anyList,
    resultOf: sameList,
    summary: "A list of objects in the order of the values under a key.",
    example: ['SORTBY({OBJECT("n", 2), OBJECT("n", 1)}, "n")', [{ n: 1 }, { n: 2 }]],
    evaluate: ([list, key, order = "asc"], call) =>
      sorted(list, { order, read: (item) => valueUnder(item, key) }, call),
  }),
  defineFunction({
    name: "FLATTEN",
    parameters: [list],
    result: anyList,
    summary: "One list of the items of all nested lists.",
    example: ["FLATTEN({1, {2, {3}}})", [1, 2, 3]],
    evaluate: ([list], { evaluation }) => flattened(list, [], evaluation),
  }),
  defineFunction({
    name: "JOIN",
    parameters: [list, optional(textArgument("separator"))],
    result: textType,
    summary: 'The items as one text with a separator (default ", ") between them.',
    example: ['JOIN({"a", "b"}, " / ")', "a / b"],
    evaluate: ([list, separator = ", "], { evaluation }) =>
      joinItems(paid(evaluation, list), separator, evaluation),
  }),
  defineFunction({
    name: "PLUCK",
    parameters: [list, keyArgument("key")],
    result: anyList,
    summary: "The value under a key of each item; null where it has none.",
    example: ['PLUCK({OBJECT("id", 7), OBJECT("id", 8)}, "id")', [7, 8]],
    evaluate: ([list, key], { evaluation }) =>
      paid(evaluation, list).map((item) => valueUnder(item, String(key))),
  }),
  ...criterionFunctions(),
];

function criterionFunctions(): readonly FormulaFunction[] {
  return [
    defineFunction({
      name: "COUNTIF",
      parameters: [list, criterion],
      result: numberType,
      summary: 'How many items equal a value or meet a criterion such as ">=10".',
      example: ['COUNTIF({5, 10, 20}, ">=10")', 2],
      evaluate: ([list, criterion], { evaluation }) =>
        itemsMeeting(evaluation, list, criterion).length,
    }),
    defineFunction({
      name: "SUMIF",
      parameters: [list, criterion],
      result: numberType,
      summary: "The sum of the numbers that meet a criterion.",
      example: ['SUMIF({5, 10, 20}, ">=10")', 30],
      evaluate: ([list, criterion], { evaluation }) =>
        sum(itemsMeeting(evaluation, list, criterion).filter(isNumber)),
    }),
    defineFunction({
      name: "AVERAGEIF",
      parameters: [list, criterion],
      result: numberType,
      summary: "The mean of the numbers that meet a criterion.",
      example: ['AVERAGEIF({5, 10, 20}, ">=10")', 15],
      evaluate: ([list, criterion], call) => {
        const met = itemsMeeting(call.evaluation, list, criterion).filter(isNumber);
        const numbers = someNumbersIn(met, call);
        return sum(numbers) / numbers.length;
      },
    }),
    defineFunction({
      name: "FILTER",
      parameters: [list, criterion],
      result: anyList,
      resultOf: sameList,
      summary: "The items that equal a value or meet a criterion.",
      example: ['FILTER({"a", "b", "a"}, "<>b")', ["a", "a"]],
      evaluate: ([list, criterion], { evaluation }) => itemsMeeting(evaluation, list, criterion),
    }),
  ];
}

function isNumber(value: Json): value is number {
  return typeof value === "number";
}

function itemType([list = unknownType]: readonly Type[]): Type {
  return list.kind === "list" ? list.item : unknownType;
}

function sameList([list = unknownType]: readonly Type[]): Type {
  return list.kind === "list" ? list : anyList;
}

/** The list, after its items were paid for. */
function paid(evaluation: Evaluation, list: readonly Json[]): readonly Json[] {
  spend(evaluation, list.length);
  return list;
}

function valueUnder(item: Json, key: string): Json {
  return isJsonObject(item) ? (ownValue(item, key) ?? null) : null;
}

interface Order {
  readonly order: "asc" | "desc";
  readonly read: (item: Json) => Json;
}

function sorted(list: readonly Json[], { order, read }: Order, call: Call): readonly Json[] {
  const { evaluation } = call;
  const direction = order === "asc" ? 1 : -1;
  spendValue(evaluation, list);
  return paid(evaluation, list).toSorted((left, right) => {
    const compared = compareOrder(read(left), read(right), evaluation.scope.timeZone);
    if (compared === undefined)
      throw callError(call, "only numbers, only dates or only texts can be sorted");
    return compared * direction;
  });
}

// Filled in place: a new list for each nested one would cost more than its items.
function flattened(list: readonly Json[], into: Json[], evaluation: Evaluation): readonly Json[] {
  for (const item of paid(evaluation, list)) {
    if (isJsonArray(item)) flattened(item, into, evaluation);
    else into.push(item);
  }
  return into;
}

/** Equal items have equal keys, whatever the order of their fields. */
function keyOf(item: Json): Json {
  return typeof item === "object" ? JSON.stringify(item, sortedFields) : `${typeof item} ${item}`;
}

function sortedFields(_: string, value: Json): Json {
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)),
  );
}
