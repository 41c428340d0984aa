import type { JsonObject } from "@stepwell/core";
import { describe, expect, it } from "vitest";
import {
  calculate as formula,
  findingsOf,
  runToEnd,
  start,
  startedAt,
} from "../../run-step.suite.ts";
import { calculate } from "./definition.ts";

function template(id: string, expression: string): JsonObject {
  return { id, type: "calculate", config: { engine: "template", expression } };
}

const trigger = { amount: 120, name: "Ada", items: [{ price: 2 }, { price: null }, null] };

function outputOf(step: JsonObject): unknown {
  return runToEnd({ steps: [step], trigger }).steps["a"];
}

function failureOf(expression: string): string | undefined {
  return runToEnd({ steps: [formula("a", expression)], trigger }).failed?.["a"];
}

describe("a calculation", () => {
  it("is a formula over variables and earlier results", () => {
    const steps = [
      formula("gross", "ROUND(trigger.amount * 1.19, 2)"),
      formula("size", 'IF(steps.gross > 100, "big", "small")'),
    ];
    expect(runToEnd({ steps, trigger })).toEqual({
      status: "succeeded",
      steps: { gross: 142.8, size: "big" },
    });
  });

  it("is a template, which keeps the type of a variable that stands alone", () => {
    expect(outputOf(template("a", "{{ trigger.items }}"))).toEqual(trigger.items);
    expect(outputOf(template("a", "{{ trigger.name }}: {{ trigger.amount }}"))).toBe("Ada: 120");
  });

  it("gives null where there is nothing", () => {
    expect(outputOf(template("a", "{{ trigger.nothing }}"))).toBeNull();
    expect(outputOf(formula("a", "trigger.nothing"))).toBeNull();
  });

  it("takes over the nulls of a list and sees the run's own time", () => {
    expect(outputOf(formula("a", "trigger.items.price"))).toEqual([2, null]);
    expect(outputOf(formula("a", "now"))).toBe(new Date(startedAt).toISOString());
  });
});

describe("the input that history shows", () => {
  it("is a formula as it is written, and a template filled in", () => {
    const steps = [formula("a", "trigger.amount * 2"), template("b", "{{ trigger.name }}!")];
    expect(start({ steps, trigger }).stepRuns()).toMatchObject([
      { input: { engine: "formula", expression: "trigger.amount * 2" }, output: 240 },
      { input: { engine: "template", expression: "Ada!" }, output: "Ada!" },
    ]);
  });
});

describe("a calculation that cannot be done", () => {
  it.each([
    ["1 / 0", "formula_error"],
    ["trigger.name * 2", "formula_type_error"],
    ["trigger.nothing * 2", "formula_type_error"],
  ])("%s fails the run with %s", (expression, code) => {
    expect(failureOf(expression)).toBe(code);
  });

  it("fails with its limit, not with the process", () => {
    const source = `REPT("x", 100000) & REPT("x", 2000000)`;
    expect(failureOf(source)).toBe("formula_limit");
  });

  it("gives its error to later steps where the workflow goes on", () => {
    const steps = [
      { ...formula("a", "1 / 0"), onError: "continue" },
      template("b", "{{ steps.a.error.code }}"),
    ];
    expect(runToEnd({ steps })).toMatchObject({
      status: "succeeded",
      steps: { b: "formula_error" },
    });
  });
});

describe("the checker of calculations", () => {
  it.each([
    [{ engine: "formula", expression: "1 +" }, "expression"],
    [{ engine: "template", expression: "{{ trigger.a" }, "expression"],
    [{ engine: "python", expression: "1" }, "engine"],
    [{ engine: "formula" }, "expression"],
  ])("refuses %j", (config, path) => {
    const result = calculate.compile(config);
    expect(result.ok ? [] : result.issues.map((issue) => issue.path.join("."))).toEqual([path]);
  });

  it("knows the type of a result", () => {
    const steps = [formula("a", '"text" & 1'), formula("b", "steps.a * 2")];
    expect(findingsOf({ steps })).toMatchObject([{ code: "type_mismatch", stepId: "b" }]);
  });
});
