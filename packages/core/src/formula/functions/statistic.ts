import type { Json } from "../../json.ts";
import { numberType } from "../../type.ts";
import { spend } from "../budget.ts";
import { type Call, callError, defineFunction, type FormulaFunction } from "../function-type.ts";
import { anyArgument, numbersArgument, some } from "../parameter.ts";
import { isEmptyValue, kindOf } from "../value-kind.ts";

/** Functions of many numbers: given one by one, as lists, or both. Empty items are left out. */

const numbers = some(numbersArgument("numbers"));

export const statisticFunctions: readonly FormulaFunction[] = [
  defineFunction({
    name: "SUM",
    parameters: [numbers],
    result: numberType,
    summary: "The sum of numbers and lists of numbers; empty items are left out.",
    example: ["SUM({1, 2}, 3)", 6],
    evaluate: (values, call) => sum(numbersIn(values, call)),
  }),
  defineFunction({
    name: "PRODUCT",
    parameters: [numbers],
    result: numberType,
    summary: "The product of numbers and lists of numbers.",
    example: ["PRODUCT({2, 3}, 4)", 24],
    evaluate: (values, call) =>
      numbersIn(values, call).reduce((product, value) => product * value, 1),
  }),
  defineFunction({
    name: "AVERAGE",
    parameters: [numbers],
    result: numberType,
    summary: "The mean of numbers and lists of numbers.",
    example: ["AVERAGE({1, 2, 6})", 3],
    evaluate: (values, call) => {
      const found = someNumbersIn(values, call);
      return sum(found) / found.length;
    },
  }),
  defineFunction({
    name: "MEDIAN",
    parameters: [numbers],
    result: numberType,
    summary: "The number in the middle, or the mean of the two in the middle.",
    example: ["MEDIAN({1, 9, 2, 4})", 3],
    evaluate: (values, call) => median(someNumbersIn(values, call)),
  }),
  defineFunction({
    name: "MIN",
    parameters: [numbers],
    result: numberType,
    summary: "The smallest of numbers and lists of numbers.",
    example: ["MIN({4, 2}, 3)", 2],
    evaluate: (values, call) =>
      someNumbersIn(values, call).reduce((least, value) => Math.min(least, value)),
  }),
  defineFunction({
    name: "MAX",
    parameters: [numbers],
    result: numberType,
    summary: "The greatest of numbers and lists of numbers.",
    example: ["MAX({4, 2}, 3)", 4],
    evaluate: (values, call) =>
      someNumbersIn(values, call).reduce((most, value) => Math.max(most, value)),
  }),
  defineFunction({
    name: "COUNT",
    parameters: [some(anyArgument("values"))],
    result: numberType,
    summary: "How many numbers there are among the values and the items of lists.",
    example: ['COUNT({1, "two", 3})', 2],
    evaluate: (values, call) => count(values, call, (value) => typeof value === "number"),
  }),
  defineFunction({
    name: "COUNTA",
    parameters: [some(anyArgument("values"))],
    result: numberType,
    summary: "How many values and items of lists are not empty.",
    example: ['COUNTA({1, "", NULL, "x"})', 2],
    evaluate: (values, call) => count(values, call, (value) => !isEmptyValue(value)),
  }),
];

export function sum(numbers: readonly number[]): number {
  let total = 0;
  for (const value of numbers) total += value;
  return total;
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((left, right) => left - right);
  const upper = sorted.slice(
    Math.floor((sorted.length - 1) / 2),
    Math.floor(sorted.length / 2) + 1,
  );
  return sum(upper) / upper.length;
}

/** All items of the arguments in one list; each is a step. */
export function itemsIn(values: readonly Json[], call: Call): readonly Json[] {
  const items: Json[] = [];
  for (const value of values) {
    const found = Array.isArray(value) ? (value as readonly Json[]) : [value];
    spend(call.evaluation, found.length);
    for (const item of found) items.push(item);
  }
  return items;
}

function numbersIn(values: readonly Json[], call: Call): readonly number[] {
  const numbers: number[] = [];
  for (const item of itemsIn(values, call)) {
    if (typeof item === "number") numbers.push(item);
    else if (item !== null)
      throw callError(call, `numbers are needed, but the list holds ${kindOf(item)}`);
  }
  return numbers;
}

export function someNumbersIn(values: readonly Json[], call: Call): readonly number[] {
  const numbers = numbersIn(values, call);
  if (numbers.length === 0) throw callError(call, "there are no numbers");
  return numbers;
}

function count(values: readonly Json[], call: Call, test: (value: Json) => boolean): number {
  return itemsIn(values, call).filter(test).length;
}
