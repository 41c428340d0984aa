import type { Json, JsonObject } from "@stepwell/core";
import { describe, expect, it } from "vitest";
import { calculate, findingTexts, runToEnd } from "../../run-step.suite.ts";

function output(id: string, value: Json): JsonObject {
  return { id, type: "output", config: { value } };
}

describe("an output", () => {
  it("is what the run gives back, and the step's own output", () => {
    const value = { total: "{{ trigger.total }}", text: "{{ trigger.total }} EUR", fixed: [true] };
    const given = { total: 5, text: "5 EUR", fixed: [true] };
    expect(runToEnd({ steps: [output("give", value)], trigger: { total: 5 } })).toEqual({
      status: "succeeded",
      output: given,
      steps: { give: given },
    });
  });

  it("does not end the run; the last one counts", () => {
    const steps = [output("first", 1), calculate("between", "7"), output("second", 2)];
    expect(runToEnd({ steps })).toMatchObject({ output: 2, steps: { between: 7 } });
  });

  it("may be set inside a loop", () => {
    const branches = [{ id: "body", steps: [output("give", "{{ scopes.each.item }}")] }];
    const each = { id: "each", type: "loop", config: { over: ["a", "b"] }, branches };
    expect(runToEnd({ steps: [each] }).output).toBe("b");
  });

  it("keeps nulls in a list, leaves missing fields out, and is null where nothing is left", () => {
    const value = { list: [null, "{{ trigger.x }}"], missing: "{{ trigger.x }}" };
    expect(runToEnd({ steps: [output("give", value)] }).output).toStrictEqual({
      list: [null, null],
    });
    expect(runToEnd({ steps: [output("give", "{{ trigger.x }}")] }).output).toBeNull();
    expect(runToEnd({ steps: [output("give", null)] }).output).toBeNull();
  });

  it("stays when the run fails afterwards", () => {
    const steps = [output("give", 1), calculate("broken", "1 / 0")];
    expect(runToEnd({ steps })).toMatchObject({ status: "failed", output: 1 });
  });
});

describe("the checker of outputs", () => {
  it("wants a value without mistakes in its templates", () => {
    expect(findingTexts({ steps: [{ id: "give", type: "output" }] })).toEqual([
      "error missing_field at steps.0.config.value",
    ]);
    expect(findingTexts({ steps: [output("give", { a: ["{{ steps.nobody }}"] })] })).toEqual([
      "error unknown_step at steps.0.config.value",
    ]);
  });
});
