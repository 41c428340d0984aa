import { type Evaluation, spend, spendValue } from "../formula/budget.ts";
import { compareOrder } from "../formula/order.ts";
import { isEmptyValue, kindOf } from "../formula/value-kind.ts";
import { jsonEqual, type Json } from "../json.ts";
import {
  compareOperator,
  leftError,
  type Operator,
  readAny,
  readList,
  readNothing,
  readOrdered,
  readPair,
  type RightRead,
  typeError,
} from "./operator.ts";

/** Operators of any type: equality, order, presence. */

const any = { types: [], fit: "free" } as const;
const ordered = { types: ["number", "text"], fit: "order", whenMissing: false } as const;

export const compareOperators: readonly Operator[] = [
  compareOperator({
    ...any,
    name: "equals",
    title: "equals",
    right: "one",
    fit: "equality",
    whenMissing: undefined,
    read: readAny,
    evaluate: (left, right, evaluation) => isEqual(evaluation, left, right),
  }),
  compareOperator({
    ...any,
    name: "not_equals",
    title: "does not equal",
    right: "one",
    fit: "equality",
    whenMissing: undefined,
    read: readAny,
    evaluate: (left, right, evaluation) => !isEqual(evaluation, left, right),
  }),
  ...orderOperators(),
  compareOperator({
    ...ordered,
    name: "between",
    title: "is between",
    right: "two",
    read: readRange,
    evaluate: (left, [low, high], evaluation) =>
      orderOf(left, low, evaluation) >= 0 && orderOf(left, high, evaluation) <= 0,
  }),
  compareOperator({
    ...any,
    name: "is_one_of",
    title: "is one of",
    right: "list",
    whenMissing: undefined,
    read: readList,
    evaluate: (left, right, evaluation) => holds(evaluation, right, left),
  }),
  compareOperator({
    ...any,
    name: "is_not_one_of",
    title: "is not one of",
    right: "list",
    whenMissing: undefined,
    read: readList,
    evaluate: (left, right, evaluation) => !holds(evaluation, right, left),
  }),
  ...presenceOperators(),
];

function orderOperators(): readonly Operator[] {
  const tests: readonly (readonly [string, string, (order: number) => boolean])[] = [
    ["greater_than", "is greater than", (order) => order > 0],
    ["greater_or_equal", "is greater than or equal to", (order) => order >= 0],
    ["less_than", "is less than", (order) => order < 0],
    ["less_or_equal", "is less than or equal to", (order) => order <= 0],
  ];
  return tests.map(([name, title, isMet]) =>
    compareOperator({
      ...ordered,
      name,
      title,
      right: "one",
      read: readOrdered,
      evaluate: (left, right, evaluation) => isMet(orderOf(left, right, evaluation)),
    }),
  );
}

function presenceOperators(): readonly Operator[] {
  const tests: readonly (readonly [string, string, (left: Json | undefined) => boolean])[] = [
    ["is_empty", "is empty", isEmptyValue],
    ["is_not_empty", "is not empty", (left) => !isEmptyValue(left)],
    ["exists", "exists", (left) => left !== undefined],
    ["not_exists", "does not exist", (left) => left === undefined],
    ["is_true", "is true", (left) => left === true],
    ["is_false", "is false", (left) => left === false],
  ];
  return tests.map(([name, title, isMet]) =>
    compareOperator({
      ...any,
      name,
      title,
      types: name === "is_true" || name === "is_false" ? ["boolean"] : [],
      right: "none",
      whenMissing: undefined,
      read: readNothing,
      evaluate: isMet,
    }),
  );
}

const itemsPerStep = 8;

/** Is an equal item in the list? */
export function holds(
  evaluation: Evaluation,
  list: readonly Json[],
  value: Json | undefined,
): boolean {
  spend(evaluation, Math.ceil(list.length / itemsPerStep));
  return list.some((item) => isEqual(evaluation, value, item));
}

/** Strict: 1 is not "1", and a missing value equals nothing, not even null. */
function isEqual(evaluation: Evaluation, left: Json | undefined, right: Json | undefined): boolean {
  if (left === undefined || right === undefined) return false;
  if (typeof left !== "object" || typeof right !== "object") return left === right;
  spendValue(evaluation, left);
  return jsonEqual(left, right);
}

function readRange(right: Json | undefined): RightRead<readonly [Json, Json]> {
  const pair = readPair(right);
  if (!pair.ok) return pair;
  const unordered = pair.value.map(readOrdered).find((read) => !read.ok);
  return unordered?.ok === false ? unordered : pair;
}

function orderOf(left: Json | undefined, right: Json, evaluation: Evaluation): number {
  const order = compareOrder(left, right, evaluation.scope.timeZone);
  if (order !== undefined) return order;
  if (typeof left !== "number" && typeof left !== "string")
    throw leftError(left, "a number, a text or a date");
  const given = `the left side is ${kindOf(left)}, the right side ${kindOf(right)}`;
  throw typeError(`${given}; two numbers, two texts or two dates are needed`);
}
