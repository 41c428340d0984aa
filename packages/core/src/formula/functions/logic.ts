import { parseInstant } from "../../instant.ts";
import { StepError } from "../../step-error.ts";
import { booleanType, nullType, textType, unionOf, unknownType } from "../../type.ts";
import type { Evaluate, Operand } from "../formula-error.ts";
import {
  defineFunction,
  defineLazyFunction,
  type FormulaFunction,
  readerOf,
} from "../function-type.ts";
import { equalValues } from "../operators.ts";
import { anyArgument, booleanArgument, many, optional, some } from "../parameter.ts";
import { isEmptyValue, kindOf, type ValueKind } from "../value-kind.ts";

/** Functions that choose and test. Those that choose evaluate only what they need. */

const value = anyArgument("value");
const condition = booleanArgument("condition");
const conditions = some(booleanArgument("conditions"));

export const logicFunctions: readonly FormulaFunction[] = [
  defineLazyFunction({
    name: "IF",
    parameters: [condition, anyArgument("then"), optional(anyArgument("else"))],
    result: unknownType,
    resultOf: ([, then = unknownType, otherwise = nullType]) => unionOf([then, otherwise]),
    summary: "The second value where the condition is true, else the third (default null).",
    example: ['IF(2 > 1, "yes", "no")', "yes"],
    bind([test, then, otherwise]) {
      const isMet = readerOf(test, condition);
      const { evaluate } = then;
      const evaluateElse = otherwise?.evaluate ?? nothing;
      return (evaluation) => (isMet(evaluation) ? evaluate(evaluation) : evaluateElse(evaluation));
    },
  }),
  defineLazyFunction({
    name: "IFS",
    parameters: [condition, anyArgument("then"), many(value)],
    result: unknownType,
    resultOf: (given) => unionOf([...given.filter((_, index) => index % 2 === 1), nullType]),
    refuseCount: (count) => (count % 2 === 0 ? undefined : "a condition has no value after it"),
    summary: "The value after the first condition that is true, else null.",
    example: ['IFS(1 > 2, "a", 2 > 1, "b")', "b"],
    bind(operands) {
      const cases = pairs(operands).map(
        ([test, { evaluate }]) => [readerOf(test, condition), evaluate] as const,
      );
      return (evaluation) => cases.find(([isMet]) => isMet(evaluation))?.[1](evaluation) ?? null;
    },
  }),
  defineLazyFunction({
    name: "SWITCH",
    parameters: [value, anyArgument("case"), anyArgument("then"), many(anyArgument("more"))],
    result: unknownType,
    resultOf: (given) => unionOf([...switchResults(given), nullType]),
    summary:
      "The value after the first case that equals; the last one without a case is the default.",
    example: ['SWITCH("b", "a", 1, "b", 2, 0)', 2],
    bind([tested, ...operands]) {
      const { evaluate } = tested;
      const cases = pairs(operands);
      const fallback = operands.length % 2 === 1 ? operands.at(-1)?.evaluate : undefined;
      return (evaluation) => {
        const value = evaluate(evaluation);
        const found = cases.find(([when]) =>
          equalValues(evaluation, value, when.evaluate(evaluation)),
        );
        return found ? found[1].evaluate(evaluation) : (fallback?.(evaluation) ?? null);
      };
    },
  }),
  defineLazyFunction({
    name: "AND",
    parameters: [conditions],
    result: booleanType,
    summary: "True where all conditions are; stops at the first that is not.",
    example: ["AND(1 < 2, 2 < 3)", true],
    bind(operands) {
      const tests = operands.map((operand) => readerOf(operand, condition));
      return (evaluation) => tests.every((test) => test(evaluation));
    },
  }),
  defineLazyFunction({
    name: "OR",
    parameters: [conditions],
    result: booleanType,
    summary: "True where at least one condition is; stops at the first that is.",
    example: ["OR(1 > 2, 2 < 3)", true],
    bind(operands) {
      const tests = operands.map((operand) => readerOf(operand, condition));
      return (evaluation) => tests.some((test) => test(evaluation));
    },
  }),
  defineFunction({
    name: "NOT",
    parameters: [condition],
    result: booleanType,
    summary: "True where the condition is false.",
    example: ["NOT(FALSE)", true],
    evaluate: ([condition]) => !condition,
  }),
  defineFunction({
    name: "XOR",
    parameters: [conditions],
    result: booleanType,
    summary: "True where an odd number of conditions is true.",
    example: ["XOR(TRUE, TRUE, TRUE)", true],
    evaluate: (conditions) => conditions.filter(Boolean).length % 2 === 1,
  }),
  defineLazyFunction({
    name: "IFERROR",
    parameters: [value, anyArgument("otherwise")],
    result: unknownType,
    resultOf: (given) => unionOf(given),
    coversMissing: true,
    summary: "The value, or another one where it cannot be calculated or is missing.",
    example: ["IFERROR(1 / 0, 0)", 0],
    bind([tried, otherwise]) {
      const { evaluate } = tried;
      const { evaluate: evaluateElse } = otherwise;
      return (evaluation) => {
        try {
          return evaluate(evaluation) ?? evaluateElse(evaluation);
        } catch (error) {
          if (!isCatchable(error)) throw error;
          return evaluateElse(evaluation);
        }
      };
    },
  }),
  defineLazyFunction({
    name: "IFEMPTY",
    parameters: [value, anyArgument("otherwise")],
    result: unknownType,
    resultOf: (given) => unionOf(given),
    coversMissing: true,
    summary:
      "The value, or another one where it is missing, null, or an empty text, list or object.",
    example: ['IFEMPTY("", "none")', "none"],
    bind([tried, otherwise]) {
      const { evaluate } = tried;
      const { evaluate: evaluateElse } = otherwise;
      return (evaluation) => {
        const value = evaluate(evaluation);
        return isEmptyValue(value) ? evaluateElse(evaluation) : value;
      };
    },
  }),
  defineLazyFunction({
    name: "COALESCE",
    parameters: [some(anyArgument("values"))],
    result: unknownType,
    resultOf: (given) => unionOf(given),
    coversMissing: true,
    summary: "The first value that is neither missing nor null, else null.",
    example: ["COALESCE(NULL, 0, 1)", 0],
    bind: (operands) => (evaluation) => {
      for (const { evaluate } of operands) {
        const value = evaluate(evaluation);
        if (value !== undefined && value !== null) return value;
      }
      return null;
    },
  }),
  defineFunction({
    name: "ISEMPTY",
    parameters: [value],
    result: booleanType,
    coversMissing: true,
    summary: "True for a missing value, null, and an empty text, list or object.",
    example: ['ISEMPTY("")', true],
    evaluate: ([value]) => isEmptyValue(value),
  }),
  ...kindTests(),
  defineFunction({
    name: "ISDATE",
    parameters: [value],
    result: booleanType,
    summary: "True for a text that is an ISO 8601 date or date-time.",
    example: ['ISDATE("2026-02-30")', false],
    evaluate: ([value], { evaluation }) =>
      typeof value === "string" && parseInstant(value, evaluation.scope.timeZone) !== undefined,
  }),
  defineFunction({
    name: "TYPE",
    parameters: [value],
    result: textType,
    summary: "The type in words: null, boolean, number, text, list or object.",
    example: ["TYPE({1, 2})", "list"],
    evaluate: ([value]) => (value === null ? "null" : kindOf(value)),
  }),
];

function kindTests(): readonly FormulaFunction[] {
  const tests: readonly (readonly [string, ValueKind, string, string])[] = [
    ["ISNUMBER", "number", "a number", "ISNUMBER(1.5)"],
    ["ISTEXT", "text", "a text", 'ISTEXT("a")'],
    ["ISLOGICAL", "boolean", "TRUE or FALSE", "ISLOGICAL(FALSE)"],
    ["ISLIST", "list", "a list", "ISLIST({1})"],
    ["ISOBJECT", "object", "an object", 'ISOBJECT(OBJECT("a", 1))'],
  ];
  return tests.map(([name, kind, words, formula]) =>
    defineFunction({
      name,
      parameters: [value],
      result: booleanType,
      summary: `True where the value is ${words}.`,
      example: [formula, true],
      evaluate: ([value]) => kindOf(value) === kind,
    }),
  );
}

const nothing: Evaluate = () => null;

/** The budget is not an error that a formula may go on after. */
function isCatchable(error: unknown): boolean {
  return error instanceof StepError && error.failure.code !== "formula_limit";
}

function pairs(operands: readonly Operand[]): readonly (readonly [Operand, Operand])[] {
  return operands.flatMap((first, index) => {
    const second = operands[index + 1];
    return index % 2 === 0 && second ? [[first, second] as const] : [];
  });
}

function switchResults<T>([, ...given]: readonly T[]): readonly T[] {
  const isDefault = (index: number) => index === given.length - 1 && index % 2 === 0;
  return given.filter((_, index) => index % 2 === 1 || isDefault(index));
}
