import { describe, expect, it } from "vitest";
import type { Json } from "../../json.ts";
import { failureOf, run } from "./sample-run.ts";

describe("functions of numbers", () => {
  it.each<[string, Json]>([
    ["ROUND(2.5)", 3],
    ["ROUND(-2.5)", -3],
    ["ROUND(1234, -2)", 1200],
    ["ROUND(1e300, 20)", 1e300],
    ["ROUND(1e300, 1000)", 1e300],
    ["ROUND(1e-7, 7)", 1e-7],
    ["ROUNDUP(-1.1)", -2],
    ["ROUNDDOWN(1.9)", 1],
    ["CEILING(0.3, 0.1)", 0.3],
    ["CEILING(1.2)", 2],
    ["FLOOR(1.8)", 1],
    ["MOD(7, 3)", 1],
    ["MOD(7, -3)", -2],
    ["MOD(6, 3)", 0],
    ["LOG(100)", 2],
    ["LOG(27, 3)", Math.log(27) / Math.log(3)],
    ["SUM(trigger.list)", 3],
    ["SUM(trigger.empty)", 0],
    ["MEDIAN(3, 1, 2)", 2],
    ["ABS(-0)", 0],
  ])("%s is %j", (source, result) => expect(run(source)).toBe(result));

  it.each([
    ["SQRT(-1)", "formula_error: there is no such number (at character 1)"],
    ["EXP(1000)", "formula_error: the number is too large (at character 1)"],
    ["LN(0)", "formula_error: a number above zero is needed (at character 1)"],
    ["MOD(1, 0)", "formula_error: division by zero (at character 1)"],
    ["ROUND(1, 1.5)", "formula_error: digits must be a whole number (at character 1)"],
    ["AVERAGE(trigger.empty)", "formula_error: there are no numbers (at character 1)"],
    [
      'SUM({1, "2"})',
      "formula_error: numbers are needed, but the list holds text (at character 1)",
    ],
    [
      'SUM("2")',
      'formula_type_error: "2" is text; number or list of number or null is needed (at character 5)',
    ],
    [
      'ABS("2")',
      'formula_type_error: "2" is text; number is needed; VALUE() reads it as a number (at character 5)',
    ],
    [
      "ABS(trigger.nothing)",
      "formula_type_error: trigger.nothing has no value; number is needed (at character 5)",
    ],
    ["SEQUENCE(2, 1e308, 1e308)", "formula_error: the number is too large (at character 1)"],
  ])("%s fails with %s", (source, failure) => expect(failureOf(source)).toBe(failure));
});
