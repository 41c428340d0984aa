import type { Json, JsonObject } from "@stepwell/core";
import { describe, expect, it } from "vitest";
import { calculate, findingTexts, runToEnd } from "../../run-step.suite.ts";
import { variable } from "./definition.ts";

function set(id: string, name: string, value: Json): JsonObject {
  return { id, type: "variable", config: { name, value } };
}

describe("a variable", () => {
  it("is declared, read and given a new value", () => {
    const steps = [
      set("declare", "total", "{{ trigger.amount }}"),
      calculate("double", "vars.total * 2"),
      set("change", "total", "{{ steps.double }}"),
      set("label", "label", "{{ vars.total }} EUR"),
    ];
    expect(runToEnd({ steps, trigger: { amount: 5 } })).toEqual({
      status: "succeeded",
      variables: { total: 10, label: "10 EUR" },
      steps: { declare: 5, double: 10, change: 10, label: "10 EUR" },
    });
  });

  it("adds up over a loop, and is seen after it", () => {
    const add = calculate("add", "vars.total + scopes.each.item");
    const body = { id: "body", steps: [add, set("keep", "total", "{{ steps.add }}")] };
    const each = { id: "each", type: "loop", config: { over: [1, 2, 3] }, branches: [body] };
    const steps = [set("declare", "total", 0), each, calculate("result", "vars.total")];
    expect(runToEnd({ steps })).toMatchObject({
      variables: { total: 6 },
      steps: { result: 6 },
    });
  });

  it("holds any value: nulls and lists as they are, null where there is none", () => {
    const value = [null, { a: ["{{ trigger.missing }}"] }];
    const steps = [set("list", "list", value), set("none", "none", "{{ trigger.missing }}")];
    expect(runToEnd({ steps }).variables).toStrictEqual({
      list: [null, { a: [null] }],
      none: null,
    });
  });

  it("is the run's own: two runs do not share it", () => {
    const steps = [set("declare", "seen", "{{ trigger.n }}")];
    expect(runToEnd({ steps, trigger: { n: 1 } }).variables).toEqual({ seen: 1 });
    expect(runToEnd({ steps, trigger: { n: 2 } }).variables).toEqual({ seen: 2 });
  });
});

describe("the checker of variables", () => {
  it.each(["Total", "1st", "with space", "", "x".repeat(65), "__proto__"])(
    "refuses the name %j",
    (name) => {
      expect(variable.compile({ name, value: 1 }).ok).toBe(false);
    },
  );

  it("knows which variables have a value, and their types", () => {
    expect(findingTexts({ steps: [calculate("a", "vars.nobody")] })).toEqual([
      "error unknown_variable at steps.0.config.expression",
    ]);
    const late = [calculate("a", "vars.total"), set("b", "total", 1)];
    expect(findingTexts({ steps: late })).toEqual([
      "error variable_not_certain at steps.0.config.expression",
    ]);
    const text = [set("a", "label", "x"), calculate("b", "vars.label * 2")];
    expect(findingTexts({ steps: text })).toEqual([
      "error type_mismatch at steps.1.config.expression",
    ]);
  });
});
