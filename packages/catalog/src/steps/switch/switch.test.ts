import type { Json, JsonObject } from "@stepwell/core";
import { describe, expect, it } from "vitest";
import { calculate, findingTexts, runToEnd } from "../../run-step.suite.ts";

function branch(id: string, value: Json, ...steps: readonly Json[]): JsonObject {
  return { id, when: { left: "{{ trigger.kind }}", operator: "equals", right: value }, steps };
}

function choose(branches: readonly Json[], config: JsonObject = {}): JsonObject {
  return { id: "choose", type: "switch", config, branches };
}

const red = branch("red", "r", calculate("first", "1"));
const alsoRed = branch("also_red", "r", calculate("second", "2"));
const blue = branch("blue", "b", calculate("third", "3"));
const otherwise = { id: "otherwise", steps: [calculate("rest", "4")] };
const after = calculate("after", "5");

describe("a switch", () => {
  it.each([
    ["r", { choose: "red", "choose/red/first": 1, after: 5 }],
    ["b", { choose: "blue", "choose/blue/third": 3, after: 5 }],
    ["x", { choose: "otherwise", "choose/otherwise/rest": 4, after: 5 }],
    [null, { choose: "otherwise", "choose/otherwise/rest": 4, after: 5 }],
  ])("takes the first branch whose condition is met: %j", (kind, outputs) => {
    // The place of “otherwise” does not matter.
    const steps = [choose([otherwise, red, alsoRed, blue]), after];
    expect(runToEnd({ steps, trigger: { kind } })).toEqual({ status: "succeeded", steps: outputs });
  });

  it("goes on where no branch is met", () => {
    const steps = [choose([red, blue]), after];
    expect(runToEnd({ steps, trigger: { kind: "x" } }).steps).toEqual({ choose: null, after: 5 });
  });

  it("fails where no branch is met, if it should", () => {
    const steps = [choose([red, blue], { ifNone: "fail" }), after];
    expect(runToEnd({ steps, trigger: { kind: "x" } })).toEqual({
      status: "failed",
      reason: "step_error",
      steps: {},
      failed: { choose: "no_branch_met" },
    });
    const saved = [choose([red, otherwise], { ifNone: "fail" })];
    expect(runToEnd({ steps: saved, trigger: { kind: "x" } }).status).toBe("succeeded");
  });

  it("does not look at conditions behind the one that is met", () => {
    const broken = { left: "{{ trigger.kind }}", operator: "greater_than", right: 1 };
    const branches = [red, { id: "broken", when: broken, steps: [] }];
    expect(runToEnd({ steps: [choose(branches)], trigger: { kind: "r" } }).status).toBe(
      "succeeded",
    );
    expect(runToEnd({ steps: [choose(branches)], trigger: { kind: "x" } })).toMatchObject({
      status: "failed",
      failed: { choose: "condition_type_error" },
    });
  });

  it("sees the loop around it", () => {
    const when = { left: "{{ scopes.each.item }}", operator: "equals", right: 2 };
    const inner = choose([{ id: "two", when, steps: [calculate("hit", "scopes.each.index")] }]);
    const branches = [{ id: "body", steps: [inner] }];
    const each = { id: "each", type: "loop", config: { over: [1, 2] }, branches };
    expect(runToEnd({ steps: [each] }).steps).toMatchObject({
      "each/0/choose": null,
      "each/1/choose": "two",
      "each/1/choose/two/hit": 1,
    });
  });

  it("runs its error branch when the branch it took fails", () => {
    const broken = branch("red", "r", calculate("first", "1 / 0"));
    const code = { engine: "template", expression: "{{ scopes.choose.error.code }}" };
    const error = { id: "error", steps: [{ id: "code", type: "calculate", config: code }] };
    const steps = [{ ...choose([broken, error]), onError: "branch" }];
    expect(runToEnd({ steps, trigger: { kind: "r" } })).toMatchObject({
      status: "succeeded",
      steps: { "choose/error/code": "formula_error" },
    });
    expect(runToEnd({ steps, trigger: { kind: "x" } }).steps).toEqual({ choose: null });
  });
});

describe("the checker of switches", () => {
  it("wants branches, and a condition on each but “otherwise”", () => {
    expect(findingTexts({ steps: [choose([])] })).toEqual(["error missing_branch at steps.0"]);
    expect(findingTexts({ steps: [choose([{ id: "red", steps: [] }])] })).toEqual([
      "error missing_condition at steps.0.branches.0.when",
    ]);
  });

  it("finds mistakes inside a branch's condition", () => {
    const when = { left: "{{ steps.nobody }}", operator: "equals", right: 1 };
    expect(findingTexts({ steps: [choose([{ id: "red", when, steps: [] }])] })).toEqual([
      "error unknown_step at steps.0.branches.0.when",
    ]);
  });
});
