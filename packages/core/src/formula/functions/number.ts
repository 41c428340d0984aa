import { numberType } from "../../type.ts";
import { type Call, callError, defineFunction, type FormulaFunction } from "../function-type.ts";
import { numberArgument, optional } from "../parameter.ts";
import { roundDecimal, wholeNumber } from "../decimal.ts";

/** Functions of one or two numbers. */

const value = numberArgument("value");
const digits = optional(numberArgument("digits"));
const step = optional(numberArgument("step"));

export const numberFunctions: readonly FormulaFunction[] = [
  defineFunction({
    name: "ABS",
    parameters: [value],
    result: numberType,
    summary: "The number without its sign.",
    example: ["ABS(-3)", 3],
    evaluate: ([value]) => Math.abs(value),
  }),
  defineFunction({
    name: "SIGN",
    parameters: [value],
    result: numberType,
    summary: "-1, 0 or 1.",
    example: ["SIGN(-3)", -1],
    evaluate: ([value]) => Math.sign(value),
  }),
  defineFunction({
    name: "ROUND",
    parameters: [value, digits],
    result: numberType,
    summary: "Rounded to a number of decimal places (default 0); halves go away from zero.",
    example: ["ROUND(1.005, 2)", 1.01],
    evaluate: ([value, digits = 0], call) =>
      roundDecimal(value, wholeNumber(digits, "digits", call), Math.round),
  }),
  defineFunction({
    name: "ROUNDUP",
    parameters: [value, digits],
    result: numberType,
    summary: "Rounded away from zero to a number of decimal places (default 0).",
    example: ["ROUNDUP(1.231, 2)", 1.24],
    evaluate: ([value, digits = 0], call) =>
      roundDecimal(value, wholeNumber(digits, "digits", call), Math.ceil),
  }),
  defineFunction({
    name: "ROUNDDOWN",
    parameters: [value, digits],
    result: numberType,
    summary: "Rounded towards zero to a number of decimal places (default 0).",
    example: ["ROUNDDOWN(-1.239, 2)", -1.23],
    evaluate: ([value, digits = 0], call) =>
      roundDecimal(value, wholeNumber(digits, "digits", call), Math.floor),
  }),
  defineFunction({
    name: "CEILING",
    parameters: [value, step],
    result: numberType,
    summary: "The next multiple of a step (default 1) that is not less.",
    example: ["CEILING(12.1, 5)", 15],
    evaluate: ([value, step = 1], call) => toMultiple(value, positive(step, call), Math.ceil),
  }),
  defineFunction({
    name: "FLOOR",
    parameters: [value, step],
    result: numberType,
    summary: "The next multiple of a step (default 1) that is not greater.",
    example: ["FLOOR(12.9, 5)", 10],
    evaluate: ([value, step = 1], call) => toMultiple(value, positive(step, call), Math.floor),
  }),
  defineFunction({
    name: "INT",
    parameters: [value],
    result: numberType,
    summary: "The next whole number that is not greater.",
    example: ["INT(-1.5)", -2],
    evaluate: ([value]) => Math.floor(value),
  }),
  defineFunction({
    name: "TRUNC",
    parameters: [value],
    result: numberType,
    summary: "The whole part of a number.",
    example: ["TRUNC(-1.5)", -1],
    evaluate: ([value]) => Math.trunc(value),
  }),
  defineFunction({
    name: "MOD",
    parameters: [value, numberArgument("divisor")],
    result: numberType,
    summary: "The remainder of a division; it has the sign of the divisor.",
    example: ["MOD(-7, 3)", 2],
    evaluate: ([value, divisor], call) => {
      const remainder = value % notZero(divisor, call);
      return remainder !== 0 && remainder < 0 !== divisor < 0 ? remainder + divisor : remainder;
    },
  }),
  defineFunction({
    name: "QUOTIENT",
    parameters: [value, numberArgument("divisor")],
    result: numberType,
    summary: "The whole part of a division.",
    example: ["QUOTIENT(7, 2)", 3],
    evaluate: ([value, divisor], call) => Math.trunc(value / notZero(divisor, call)),
  }),
  defineFunction({
    name: "POWER",
    parameters: [numberArgument("base"), numberArgument("exponent")],
    result: numberType,
    summary: "The base raised to the exponent, as with ^.",
    example: ["POWER(2, 10)", 1024],
    evaluate: ([base, exponent]) => base ** exponent,
  }),
  defineFunction({
    name: "SQRT",
    parameters: [value],
    result: numberType,
    summary: "The square root.",
    example: ["SQRT(9)", 3],
    evaluate: ([value]) => Math.sqrt(value),
  }),
  defineFunction({
    name: "EXP",
    parameters: [value],
    result: numberType,
    summary: "e raised to the number.",
    example: ["EXP(0)", 1],
    evaluate: ([value]) => Math.exp(value),
  }),
  defineFunction({
    name: "LN",
    parameters: [value],
    result: numberType,
    summary: "The natural logarithm.",
    example: ["LN(1)", 0],
    evaluate: ([value], call) => Math.log(positive(value, call)),
  }),
  defineFunction({
    name: "LOG",
    parameters: [value, optional(numberArgument("base"))],
    result: numberType,
    summary: "The logarithm to a base (default 10).",
    example: ["LOG(8, 2)", 3],
    evaluate: ([value, base = 10], call) => logarithm(positive(value, call), positive(base, call)),
  }),
  defineFunction({
    name: "LOG10",
    parameters: [value],
    result: numberType,
    summary: "The logarithm to base 10.",
    example: ["LOG10(1000)", 3],
    evaluate: ([value], call) => Math.log10(positive(value, call)),
  }),
  defineFunction({
    name: "PI",
    parameters: [],
    result: numberType,
    summary: "The number π.",
    example: ["INT(PI())", 3],
    evaluate: () => Math.PI,
  }),
];

function notZero(divisor: number, call: Call): number {
  if (divisor === 0) throw callError(call, "division by zero");
  return divisor;
}

function positive(value: number, call: Call): number {
  if (value <= 0) throw callError(call, "a number above zero is needed");
  return value;
}

/** Fifteen digits hide that 0.3 / 0.1 is not quite 3 in binary. */
function toMultiple(value: number, step: number, round: (value: number) => number): number {
  const quotient = Number((value / step).toPrecision(15));
  return Number((round(quotient) * step).toPrecision(15));
}

function logarithm(value: number, base: number): number {
  if (base === 10) return Math.log10(value);
  return base === 2 ? Math.log2(value) : Math.log(value) / Math.log(base);
}
