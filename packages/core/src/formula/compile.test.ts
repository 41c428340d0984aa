import { describe, expect, it } from "vitest";
import type { Json } from "../json.ts";
import type { StepError } from "../step-error.ts";
import { compileFormula } from "./compile.ts";
import { failureOf, sampleScope } from "./sample-scope.ts";

const scope = sampleScope({
  trigger: {
    body: { amount: 120, name: "Ada", "odd-key": 1, items: [{ price: 2 }, { price: 3 }] },
  },
  steps: { double: 240 },
  env: { site: "eu" },
});

function expression(source: string) {
  const compiled = compileFormula(source);
  if (!compiled.ok) throw new Error(`${source}: ${compiled.message}`);
  return compiled.expression;
}

function run(source: string): Json | undefined {
  return expression(source).evaluate(scope);
}

describe("a formula", () => {
  it.each<[string, Json]>([
    ["1 + 2 * 3", 7],
    ["(1 + 2) * 3", 9],
    ["10 - 4 - 3", 3],
    ["-2 ^ 2", 4],
    ["2 ^ 3 ^ 2", 64],
    ["2 ^ -1", 0.5],
    ["- - 2", 2],
    ["+2", 2],
    ["50% * 2", 1],
    ["200 * 5%%", 0.1],
    ["-5%", -0.05],
    ["0 * -1", 0],
    [".5 + 1. + 1e2", 101.5],
    ["=1 + 1", 2],
    ['"a" & 1 & TRUE & NULL', "a1true"],
    ["1 + 1 & 2", "22"],
    ["1 < 2", true],
    ["2 <= 1", false],
    ["2 > 1", true],
    ["1 >= 1", true],
    ['"a" < "b"', true],
    ['"a" <= "a"', true],
    ['"b" > "a"', true],
    ['"2026-01-01T00:00:00Z" < "2026-01-01T00:30:00+02:00"', false],
    ['"2026-01-01" < "2026-13-01"', true],
    ["1 = 1", true],
    ['1 = "1"', false],
    ["1 == 1", true],
    ["1 != 1", false],
    ["1 <> 2", true],
    ["{1, {2}} = {1, {2}}", true],
    ["{1} = 1", false],
    ["NULL = FALSE", false],
    ["trigger.body.nothing = NULL", true],
    ["{1; 2}", [1, 2]],
    ["[1, trigger.body.nothing]", [1, null]],
    ["{}", []],
    ["{{1}, {2}}", [[1], [2]]],
    ["{{trigger.body.amount}}", 120],
    ["{{ trigger.body.odd-key }} + 1", 2],
    ["{{trigger.body.amount, 1}, 2}", [[120, 1], 2]],
    ["trigger.body.items.price", [2, 3]],
    ["trigger.body.items[1].price * 2", 6],
    ['trigger.body["odd-key"]', 1],
    ["true", true],
    ['"say ""hi"""', 'say "hi"'],
    ['"say \\"hi\\" \\\\ \\n \\t \\d"', 'say "hi" \\ \n \t \\d'],
    ["sum ( 1 ; 2 )", 3],
    ["trigger.body.amount * 2", 240],
    ['IF(steps.double > 200, "big", "small")', "big"],
    ["SUM(trigger.body.items.price)", 5],
    ["now & today", "2026-03-29T12:34:56.000Z2026-03-29"],
  ])("%s is %j", (source, result) => expect(run(source)).toEqual(result));

  it("is undefined where it is a variable that does not exist", () => {
    expect(run("trigger.body.nothing")).toBeUndefined();
  });

  it.each([
    ["", 0, "a value, a variable or a function was expected, but the formula ends"],
    ["1 +", 3, "a value, a variable or a function was expected, but the formula ends"],
    ["1 2", 2, "an operator was expected before 2"],
    ["1 trigger.x", 2, "an operator was expected before trigger.x"],
    ["1 ABS(2)", 2, "an operator was expected before ABS"],
    ["1)", 1, "an operator was expected before )"],
    ["* 2", 0, "a value, a variable or a function was expected before *"],
    ["1 + * 2", 4, "a value, a variable or a function was expected before *"],
    ["(1", 2, "an operator, a comma or ) was expected before the end"],
    ["SUM(1, 2", 8, "an operator, a comma or ) was expected before the end"],
    ["SUM(1,)", 6, "a value, a variable or a function was expected before )"],
    ["-", 1, "a value, a variable or a function was expected, but the formula ends"],
    ["()", 0, "a value, a variable or a function was expected between the brackets"],
    ["(1, 2)", 4, "only one value stands in brackets; a list is {1, 2}"],
    ["10 % 3", 5, "the percent sign stands after a number; the remainder is MOD(a, b)"],
    ["10 % (3)", 5, "the percent sign stands after a number; the remainder is MOD(a, b)"],
    ["1e999", 0, "the number is too large"],
    ["12abc", 2, "an operator was expected after the number"],
    ['"open', 0, 'the text has no closing "'],
    ["'a'", 0, 'unexpected \'; text is written in "double quotes"'],
    ["1 && 2", 2, "unexpected &&; for both use AND(a, b)"],
    ["1 || 2", 2, "unexpected ||; for one of both use OR(a, b)"],
    ["trigger.a ?? 1", 10, "unexpected ?; for a default use IFEMPTY(value, default)"],
    ["!TRUE", 0, "unexpected !; for the opposite use NOT(a)"],
    ["1 # 2", 2, "unexpected #"],
    ["FOO(1)", 0, "there is no function FOO"],
    ["1 + SUMM(1)", 4, "there is no function SUMM; did you mean SUM?"],
    ["constructor(1)", 0, "there is no function CONSTRUCTOR"],
    ["ABS()", 0, "ABS takes 1 argument, 0 given"],
    ["ABS(1, 2)", 0, "ABS takes 1 argument, 2 given"],
    ["MOD(1)", 0, "MOD takes 2 arguments, 1 given"],
    ["ROUND(1, 2, 3)", 0, "ROUND takes 1 to 2 arguments, 3 given"],
    ["SUM()", 0, "SUM takes 1 or more arguments, 0 given"],
    ["IFS(TRUE, 1, FALSE)", 0, "IFS: a condition has no value after it"],
    ['OBJECT("a", 1, "b")', 0, "OBJECT: a key has no value after it"],
    [
      'REGEXMATCH("a", "(")',
      16,
      "REGEXMATCH: the pattern is not valid: error parsing regexp: missing closing ): `(`",
    ],
  ])("%s is refused at %i: %s", (source, position, message) =>
    expect(compileFormula(source)).toEqual({ ok: false, position, message }),
  );

  it("says which variable was probably meant", () => {
    expect(compileFormula("triger.body")).toMatchObject({
      position: 0,
      message: expect.stringMatching(
        /unknown variable "triger".*did you mean trigger\?$/,
      ) as string,
    });
    expect(compileFormula("euro = 1")).toMatchObject({
      message: expect.stringMatching(/text is written in "double quotes"$/) as string,
    });
  });

  it.each([
    [
      "trigger.body.nothing * 2",
      "formula_type_error: trigger.body.nothing has no value; number is needed (at character 1)",
    ],
    [
      "2 * trigger.body.name",
      "formula_type_error: trigger.body.name is text; number is needed; VALUE() reads it as a number (at character 5)",
    ],
    ["-{1}", "formula_type_error: {1} is list; number is needed (at character 2)"],
    ["TRUE%", "formula_type_error: TRUE is boolean; number is needed (at character 1)"],
    [
      '"a" < 1',
      "formula_type_error: < needs two numbers, two texts or two dates; text and number are given (at character 1)",
    ],
    [
      "TRUE > FALSE",
      "formula_type_error: > needs two numbers, two texts or two dates; boolean and boolean are given (at character 1)",
    ],
    [
      "trigger.body.nothing < 1",
      "formula_type_error: trigger.body.nothing has no value; a value is needed (at character 1)",
    ],
    ["1 < NULL", "formula_type_error: NULL has no value; a value is needed (at character 5)"],
    ["1 / 0", "formula_error: division by zero (at character 1)"],
    ["9e307 * 100", "formula_error: the number is too large (at character 1)"],
    ["(0 - 8) ^ 0.5", "formula_error: there is no such number (at character 2)"],
    [
      "-(trigger.body.items & trigger.body.items & trigger.body.items)",
      "formula_type_error: trigger.body.items & trigger.body.items & trigger.body.items is text; number is needed; VALUE() reads it as a number (at character 3)",
    ],
    [
      `-("${"x".repeat(70)}")`,
      `formula_type_error: "${"x".repeat(59)}… is text; number is needed; VALUE() reads it as a number (at character 3)`,
    ],
  ])("%s fails with %s", (source, failure) => expect(failureOf(() => run(source))).toBe(failure));

  it("keeps the position of an error in its details", () => {
    let details: Json | undefined;
    try {
      run("1 + 2 / 0");
    } catch (error) {
      details = (error as StepError).failure.details;
    }
    expect(details).toEqual({ position: 4 });
  });

  it("lists its variables and marks those that may be missing", () => {
    const { references } = expression(
      'IFEMPTY(trigger.a, steps.b * 2) & env.site & COALESCE((vars.c), 1) & IFERROR(trigger.d + 1, "x")',
    );
    expect(references.map(({ text, isOptional }) => [text, isOptional])).toEqual([
      ["trigger.a", true],
      ["steps.b", false],
      ["env.site", true],
      ["vars.c", true],
      ["trigger.d", false],
    ]);
  });

  it("gives the same result whenever it is evaluated again", () => {
    const formula = expression("SUM(SEQUENCE(4000))");
    expect(formula.evaluate(scope)).toBe(formula.evaluate(scope));
  });
});

describe("a path in a formula", () => {
  it.each([
    "trigger.__proto__",
    "trigger.constructor",
    "trigger.body.constructor.constructor",
    'trigger["__proto__"]',
    "trigger.body.name.length",
    "trigger.body.items.push",
    'GET(trigger, "__proto__")',
    'GET(trigger, "constructor")',
    'GET(trigger.body.items, "length")',
    'FIRST(PLUCK(trigger.body.items, "constructor"))',
    "steps.__proto__",
    "steps.constructor.name",
  ])("never reaches a prototype: %s", (source) =>
    expect(run(source) ?? null).toEqual(source.includes("items.push") ? [] : null),
  );
});
