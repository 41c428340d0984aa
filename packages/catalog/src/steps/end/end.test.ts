import type { JsonObject } from "@stepwell/core";
import { describe, expect, it } from "vitest";
import { action, calculate, findingTexts, runToEnd, shownOf, start } from "../../run-step.suite.ts";

function end(config: JsonObject = {}): JsonObject {
  return { id: "stop", type: "end", config };
}

const before = calculate("before", "1");
const after = calculate("after", "2");

describe("an end", () => {
  it("ends the run as succeeded", () => {
    expect(runToEnd({ steps: [before, end(), after] })).toEqual({
      status: "succeeded",
      reason: "end_step",
      steps: { before: 1, stop: null },
    });
  });

  it("ends the run as failed, with a message for people", () => {
    const steps = [
      end({ result: "fail", message: "No customer {{ trigger.id }}, {{ trigger.x }}" }),
    ];
    expect(runToEnd({ steps, trigger: { id: 7 } })).toMatchObject({
      status: "failed",
      reason: "end_step",
      message: "No customer 7, ",
    });
  });

  it("keeps the output that was set before", () => {
    const output = { id: "give", type: "output", config: { value: 5 } };
    expect(runToEnd({ steps: [output, end()] })).toMatchObject({ output: 5, reason: "end_step" });
  });

  it("ends everything from inside a loop and a branch", () => {
    const isTwo = { left: "{{ scopes.each.item }}", operator: "equals", right: 2 };
    const check = {
      id: "check",
      type: "condition",
      config: { mode: "branches", if: isTwo },
      branches: [{ id: "yes", steps: [end()] }],
    };
    const body = { id: "body", steps: [check, calculate("line", "scopes.each.item")] };
    const each = { id: "each", type: "loop", config: { over: [1, 2, 3] }, branches: [body] };
    const shown = runToEnd({ steps: [each, after] });
    expect(shown).toMatchObject({ status: "succeeded", reason: "end_step" });
    expect(Object.keys(shown.steps).toSorted()).toEqual([
      "each",
      "each/0/check",
      "each/0/line",
      "each/1/check",
      "each/1/check/yes/stop",
    ]);
  });

  it("gives up what other branches were doing", () => {
    const branches = [
      { id: "slow", steps: [action("call")] },
      { id: "fast", steps: [end({ result: "fail" })] },
    ];
    const trial = start({ steps: [{ id: "both", type: "parallel", config: {}, branches }] });
    expect(trial.performs()).toEqual([]);
    expect(shownOf(trial)).toMatchObject({
      status: "failed",
      reason: "end_step",
      canceled: expect.arrayContaining(["both/slow/call"]),
    });
  });

  it("is no failure that an error policy could catch", () => {
    const steps = [{ ...end({ result: "fail" }), onError: "continue" }, after];
    expect(runToEnd({ steps })).toMatchObject({ status: "failed", reason: "end_step" });
  });
});

describe("the checker of ends", () => {
  it("warns of steps behind it and refuses other results", () => {
    expect(findingTexts({ steps: [end(), after] })).toEqual([
      "warning unreachable_step at steps.1",
    ]);
    expect(findingTexts({ steps: [end({ result: "maybe" })] })).toEqual([
      "error invalid_config at steps.0.config.result",
    ]);
  });
});
