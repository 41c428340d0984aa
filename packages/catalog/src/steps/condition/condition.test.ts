import type { Json, JsonObject } from "@stepwell/core";
import { describe, expect, it } from "vitest";
import { calculate, findingTexts, runToEnd } from "../../run-step.suite.ts";

const isLarge = { left: "{{ trigger.amount }}", operator: "greater_than", right: 100 };

function condition(config: JsonObject, branches?: Json): JsonObject {
  return { id: "check", type: "condition", config, ...(branches !== undefined && { branches }) };
}

const yes = { id: "yes", steps: [calculate("big", "1")] };
const no = { id: "no", steps: [calculate("small", "2")] };
const after = calculate("after", "3");

describe("a condition in mode continue", () => {
  const steps = [condition({ if: isLarge }), after];

  it("goes on where it is met", () => {
    expect(runToEnd({ steps, trigger: { amount: 101 } })).toEqual({
      status: "succeeded",
      steps: { check: true, after: 3 },
    });
  });

  it("ends the run as succeeded where it is not", () => {
    expect(runToEnd({ steps, trigger: { amount: 100 } })).toEqual({
      status: "succeeded",
      reason: "condition_not_met",
      steps: { check: false },
    });
  });

  it("leaves only its own turn of a loop", () => {
    const isOdd = { left: "{{ scopes.each.item }}", operator: "is_one_of", right: [1, 3] };
    const body = {
      id: "body",
      steps: [condition({ if: isOdd }), calculate("odd", "scopes.each.item")],
    };
    const each = { id: "each", type: "loop", config: { over: [1, 2, 3, null] }, branches: [body] };
    expect(runToEnd({ steps: [each, after] })).toMatchObject({
      status: "succeeded",
      steps: {
        "each/0/odd": 1,
        "each/1/check": false,
        "each/2/odd": 3,
        "each/3/check": false,
        each: { iterations: 4, succeeded: 4 },
        after: 3,
      },
    });
  });

  it("leaves only its own branch", () => {
    const inner = { ...condition({ if: isLarge }), id: "inner" };
    const other = { id: "other", steps: [calculate("second", "2")] };
    const branches = [{ id: "one", steps: [inner, calculate("first", "1")] }, other];
    const both = { id: "both", type: "parallel", config: {}, branches };
    const shown = runToEnd({ steps: [both, after], trigger: { amount: 1 } });
    expect(shown.status).toBe("succeeded");
    expect(Object.keys(shown.steps)).toEqual([
      "both",
      "both/one/inner",
      "both/other/second",
      "after",
    ]);
  });
});

describe("a condition in mode branches", () => {
  it.each([
    [101, { check: true, "check/yes/big": 1, after: 3 }],
    [100, { check: false, "check/no/small": 2, after: 3 }],
  ])("takes the branch for %s and goes on behind it", (amount, outputs) => {
    const steps = [condition({ mode: "branches", if: isLarge }, [yes, no]), after];
    expect(runToEnd({ steps, trigger: { amount } })).toEqual({
      status: "succeeded",
      steps: outputs,
    });
  });

  it("goes on where the branch to take is missing", () => {
    const steps = [condition({ mode: "branches", if: isLarge }, [yes]), after];
    expect(runToEnd({ steps, trigger: { amount: 1 } }).steps).toEqual({ check: false, after: 3 });
  });

  it("fails with its branch", () => {
    const failing = { id: "yes", steps: [calculate("big", "1 / 0"), after] };
    const steps = [condition({ mode: "branches", if: isLarge }, [failing])];
    expect(runToEnd({ steps, trigger: { amount: 200 } })).toEqual({
      status: "failed",
      reason: "step_error",
      steps: {},
      failed: { check: "formula_error", "check/yes/big": "formula_error" },
    });
  });
});

describe("a condition that cannot be answered", () => {
  it("is not met where the variable is missing, and fails where its type is wrong", () => {
    const steps = [condition({ if: isLarge })];
    expect(runToEnd({ steps }).reason).toBe("condition_not_met");
    expect(runToEnd({ steps, trigger: { amount: "120" } })).toMatchObject({
      status: "failed",
      failed: { check: "condition_type_error" },
    });
  });
});

describe("the checker of conditions", () => {
  it("refuses branches in mode continue, and branches of other names", () => {
    expect(findingTexts({ steps: [condition({ if: isLarge }, [yes])] })).toEqual([
      "error unknown_branch at steps.0",
    ]);
    const other = { ...yes, id: "perhaps" };
    expect(
      findingTexts({ steps: [condition({ mode: "branches", if: isLarge }, [other])] }),
    ).toEqual(["error unknown_branch at steps.0"]);
  });

  it("points at the part of the condition that is wrong", () => {
    const test = { all: [isLarge, { left: 1, operator: "is_bigger", right: 2 }] };
    expect(findingTexts({ steps: [condition({ if: test })] })).toEqual([
      "error invalid_config at steps.0.config.if.all.1.operator",
    ]);
  });

  it("knows that steps after two ends are not reached", () => {
    const end = (id: string) => ({ id, type: "end" });
    const branches = [
      { id: "yes", steps: [end("one")] },
      { id: "no", steps: [end("two")] },
    ];
    const steps = [condition({ mode: "branches", if: isLarge }, branches), after];
    expect(findingTexts({ steps })).toEqual(["warning unreachable_step at steps.1"]);
  });
});
