import { describe, expect, it } from "vitest";
import { compileCondition } from "./condition/compile.ts";
import {
  constant,
  describeConfig,
  expressionsIn,
  isExpression,
  resolveConfig,
} from "./expression.ts";
import { compileFormula } from "./formula/compile.ts";
import { sampleScope } from "./formula/sample-scope.ts";
import type { Json } from "./json.ts";
import { parseTemplateValue } from "./template.ts";
import { numberType, unknownType } from "./type.ts";

const scope = sampleScope({ trigger: { amount: 100, items: [1] } });
const test = { left: "{{ trigger.amount }}", operator: "greater_than", right: 50 };

function expressionOf<T>(parsed: { readonly ok: boolean; readonly expression?: T }): T | undefined {
  return parsed.expression;
}

const config = {
  engine: "formula",
  formula: expressionOf(compileFormula("trigger.amount * 3")),
  inner: [{ if: expressionOf(compileCondition(test)) }],
  template: expressionOf(parseTemplateValue("{{ trigger.amount }}")),
  missing: expressionOf(parseTemplateValue("{{ trigger.nothing }}")),
  list: [expressionOf(parseTemplateValue("{{ trigger.nothing }}")), null, true],
};

describe("a config with its variables filled in", () => {
  it("holds every result where the step works with it", () => {
    expect(resolveConfig(config, scope)).toStrictEqual({
      engine: "formula",
      formula: 300,
      inner: [{ if: true }],
      template: 100,
      list: [null, null, true],
    });
  });

  it("holds formulas and conditions as they are written where history shows it", () => {
    expect(describeConfig(config, scope)).toStrictEqual({
      engine: "formula",
      formula: "trigger.amount * 3",
      inner: [{ if: test }],
      template: 100,
      list: [null, null, true],
    });
  });

  it("does not evaluate a formula that it only shows", () => {
    const broken = expressionOf(compileFormula("1 / 0"));
    expect(describeConfig(broken, scope) satisfies Json).toBe("1 / 0");
    expect(() => resolveConfig(broken, scope)).toThrow("zero");
  });
});

describe("the expressions of a config", () => {
  it("are found with their paths, indexes as numbers", () => {
    expect(expressionsIn(config).map(({ path }) => path)).toEqual([
      ["formula"],
      ["inner", 0, "if"],
      ["template"],
      ["missing"],
      ["list", 0],
    ]);
  });

  it("are told apart from plain values", () => {
    expect(isExpression(config.formula)).toBe(true);
    for (const value of [null, 1, "x", {}, []]) expect(isExpression(value)).toBe(false);
  });

  it("without variables have the same value everywhere", () => {
    const five = constant<Json>(5, "5", numberType);
    expect(five.evaluate(scope)).toBe(5);
    expect(five.infer({ typeOf: () => unknownType })).toEqual({ type: numberType, problems: [] });
  });
});
