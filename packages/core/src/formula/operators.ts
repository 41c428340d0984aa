import { jsonEqual, type Json } from "../json.ts";
import { textOf } from "../template.ts";
import { booleanType, numberType, textType, type Type } from "../type.ts";
import { type Evaluation, spendNewText, spendValue } from "./budget.ts";
import {
  type Evaluate,
  finite,
  formulaError,
  type Operand,
  placedError,
  typeError,
} from "./formula-error.ts";
import { compareOrder } from "./order.ts";
import type { Arithmetic, BinaryOperator, Ordering, UnaryOperator } from "./part.ts";
import { kindOf } from "./value-kind.ts";

type Bind = (left: Operand, right: Operand, position: number) => Evaluate;

interface Operator {
  /** How tightly it binds; higher binds first. All group from the left, as in spreadsheets. */
  readonly power: number;
  readonly result: Type;
  readonly bind: Bind;
}

export const binaryOperators: Readonly<Record<BinaryOperator, Operator>> = {
  "=": { power: 1, result: booleanType, bind: equality(true) },
  "<>": { power: 1, result: booleanType, bind: equality(false) },
  "<": { power: 1, result: booleanType, bind: ordering("<", (order) => order < 0) },
  "<=": { power: 1, result: booleanType, bind: ordering("<=", (order) => order <= 0) },
  ">": { power: 1, result: booleanType, bind: ordering(">", (order) => order > 0) },
  ">=": { power: 1, result: booleanType, bind: ordering(">=", (order) => order >= 0) },
  "&": { power: 2, result: textType, bind: concatenation },
  "+": { power: 3, result: numberType, bind: arithmetic((left, right) => left + right) },
  "-": { power: 3, result: numberType, bind: arithmetic((left, right) => left - right) },
  "*": { power: 4, result: numberType, bind: arithmetic((left, right) => left * right) },
  "/": { power: 4, result: numberType, bind: division },
  "^": { power: 5, result: numberType, bind: arithmetic((left, right) => left ** right) },
};

/** Above all binary ones: `-2 ^ 2` is 4 and `50% * 2` is 1, as in spreadsheets. */
export const percentPower = 6;
export const prefixPower = 7;

export const arithmeticOperators: ReadonlySet<BinaryOperator> = new Set<Arithmetic>([
  "+",
  "-",
  "*",
  "/",
  "^",
]);
export const orderingOperators: ReadonlySet<BinaryOperator> = new Set<Ordering>([
  "<",
  "<=",
  ">",
  ">=",
]);

function arithmetic(apply: (left: number, right: number) => number): Bind {
  return (left, right, position) => (evaluation) => {
    const leftValue = left.evaluate(evaluation);
    if (typeof leftValue !== "number") throw typeError(left, leftValue, "number");
    const rightValue = right.evaluate(evaluation);
    if (typeof rightValue !== "number") throw typeError(right, rightValue, "number");
    return finite(apply(leftValue, rightValue), position);
  };
}

function division(left: Operand, right: Operand, position: number): Evaluate {
  const divide = arithmetic((dividend, divisor) => {
    if (divisor === 0) throw formulaError("division by zero", position);
    return dividend / divisor;
  });
  return divide(left, right, position);
}

export function bindUnary(operator: UnaryOperator, operand: Operand): Evaluate {
  return (evaluation) => {
    const value = operand.evaluate(evaluation);
    if (typeof value !== "number") throw typeError(operand, value, "number");
    if (operator === "%") return value / 100;
    return operator === "-" ? 0 - value : value;
  };
}

function equality(isWanted: boolean): Bind {
  return (left, right) => (evaluation) =>
    equalValues(evaluation, left.evaluate(evaluation), right.evaluate(evaluation)) === isWanted;
}

/** Strict: values of different types are never equal; a missing one is null. */
export function equalValues(
  evaluation: Evaluation,
  left: Json | undefined,
  right: Json | undefined,
): boolean {
  const leftValue = left ?? null;
  const rightValue = right ?? null;
  if (typeof leftValue !== "object" || typeof rightValue !== "object")
    return leftValue === rightValue;
  spendValue(evaluation, leftValue);
  return jsonEqual(leftValue, rightValue);
}

function ordering(name: Ordering, isMet: (order: number) => boolean): Bind {
  return (left, right, position) => (evaluation) => {
    const leftValue = left.evaluate(evaluation);
    const rightValue = right.evaluate(evaluation);
    if (typeof leftValue === "number" && typeof rightValue === "number")
      return isMet(leftValue - rightValue);
    const order = compareOrder(leftValue, rightValue, evaluation.scope.timeZone);
    if (order !== undefined) return isMet(order);
    refuseMissing(left, leftValue);
    refuseMissing(right, rightValue);
    const given = `${kindOf(leftValue)} and ${kindOf(rightValue)}`;
    const message = `${name} needs two numbers, two texts or two dates; ${given} are given`;
    throw placedError("formula_type_error", message, position);
  };
}

function refuseMissing(operand: Operand, value: Json | undefined): void {
  if (value === undefined || value === null) throw typeError(operand, value, "a value");
}

function concatenation(left: Operand, right: Operand): Evaluate {
  return (evaluation) => {
    const leftText = textFor(evaluation, left.evaluate(evaluation));
    const rightText = textFor(evaluation, right.evaluate(evaluation));
    spendNewText(evaluation, leftText.length + rightText.length);
    return leftText + rightText;
  };
}

/** A value as text, paid for before it is written. */
export function textFor(evaluation: Evaluation, value: Json | undefined): string {
  spendValue(evaluation, value);
  return textOf(value);
}
