import type { Json, JsonObject } from "@stepwell/core";
import { describe, expect, it } from "vitest";
import {
  action,
  calculate,
  findingsOf,
  findingTexts,
  runToEnd,
  shownOf,
  start,
} from "../../run-step.suite.ts";
import { itemType } from "./plan.ts";

function loop(config: JsonObject, ...steps: readonly Json[]): JsonObject {
  return { id: "each", type: "loop", config, branches: [{ id: "body", steps }] };
}

const line = calculate("line", "scopes.each.item");
const divide = calculate("line", "10 / scopes.each.item");

function countsOf(over: Json): unknown {
  return runToEnd({ steps: [loop({ over: "{{ trigger.over }}" }, line)], trigger: { over } }).steps[
    "each"
  ];
}

describe("a loop", () => {
  it("runs its branch once for each item, nulls included", () => {
    expect(runToEnd({ steps: [loop({ over: [5, null, "x"] }, line)] })).toEqual({
      status: "succeeded",
      steps: {
        "each/0/line": 5,
        "each/1/line": null,
        "each/2/line": "x",
        each: { iterations: 3, succeeded: 3, failed: 0, skipped: 0, stopped: false },
      },
    });
  });

  it("runs a number of times", () => {
    expect(countsOf(3)).toMatchObject({ iterations: 3, succeeded: 3 });
    expect(countsOf(2.9)).toMatchObject({ iterations: 2 });
    expect(runToEnd({ steps: [loop({ over: 2 }, line)] }).steps).toMatchObject({
      "each/0/line": 0,
      "each/1/line": 1,
    });
  });

  it.each([[[]], [0], [null]])("does nothing over %j", (over) => {
    expect(countsOf(over)).toMatchObject({ iterations: 0, succeeded: 0, stopped: false });
  });

  it("tells its branch where it is", () => {
    const where = calculate(
      "where",
      "scopes.each.index & scopes.each.sequence & scopes.each.length",
    );
    expect(runToEnd({ steps: [loop({ over: ["a", "b"] }, where)] }).steps).toMatchObject({
      "each/0/where": "012",
      "each/1/where": "122",
    });
  });

  it("gives the last item's outputs to later steps", () => {
    const steps = [loop({ over: [1, 2, 3] }, line), calculate("last", "steps.line")];
    const [finding] = findingsOf({ steps });
    expect(finding).toMatchObject({ code: "step_not_certain", stepId: "last" });
    const config = { engine: "template", expression: "{{ steps.line ?? 0 }}" };
    const covered = [steps[0] ?? null, { id: "last", type: "calculate", config }];
    expect(runToEnd({ steps: covered }).steps["last"]).toBe(3);
    const none = [loop({ over: [] }, line), covered[1] ?? null];
    expect(runToEnd({ steps: none }).steps["last"]).toBe(0);
  });

  it("may stand in a loop", () => {
    const product = calculate("product", "scopes.outer.item.n * scopes.each.item");
    const inner = loop({ over: "{{ scopes.outer.item.list }}" }, product);
    const outer = { ...loop({ over: "{{ trigger }}" }, inner), id: "outer" };
    const trigger = [
      { n: 2, list: [1, 2] },
      { n: 10, list: [3] },
    ];
    expect(runToEnd({ steps: [outer], trigger }).steps).toMatchObject({
      "outer/0/each/0/product": 2,
      "outer/0/each/1/product": 4,
      "outer/1/each/0/product": 30,
      outer: { iterations: 2 },
    });
  });

  it("goes on over more items than one slice of work holds", () => {
    expect(countsOf(2500)).toMatchObject({ iterations: 2500, succeeded: 2500 });
  });
});

describe("a loop's condition on its items", () => {
  const test = { left: "{{ scopes.each.item }}", operator: "less_than", right: 3 };

  it("leaves items out", () => {
    const shown = runToEnd({ steps: [loop({ over: [1, 5, 2], if: test }, line)] });
    expect(shown.steps).toEqual({
      "each/0/line": 1,
      "each/2/line": 2,
      each: { iterations: 2, succeeded: 2, failed: 0, skipped: 1, stopped: false },
    });
  });

  it("stops at the first item that does not meet it", () => {
    const config = { over: [1, 5, 2], if: test, ifNotMet: "stop" };
    expect(runToEnd({ steps: [loop(config, line)] }).steps).toEqual({
      "each/0/line": 1,
      each: { iterations: 1, succeeded: 1, failed: 0, skipped: 0, stopped: true },
    });
  });

  it("fails the loop where it cannot be answered", () => {
    const steps = [loop({ over: "{{ trigger }}", if: test }, line)];
    expect(runToEnd({ steps, trigger: [1, "x", 2] })).toMatchObject({
      status: "failed",
      failed: { each: "condition_type_error" },
    });
  });
});

describe("a failure inside a loop", () => {
  const over = [1, 0, 5];

  it("fails the loop by default", () => {
    expect(runToEnd({ steps: [loop({ over }, divide)] })).toEqual({
      status: "failed",
      reason: "step_error",
      steps: { "each/0/line": 10 },
      failed: { each: "formula_error", "each/1/line": "formula_error" },
    });
  });

  it("ends the loop, which succeeds, with break", () => {
    expect(runToEnd({ steps: [loop({ over, onFailure: "break" }, divide)] })).toEqual({
      status: "succeeded",
      steps: {
        "each/0/line": 10,
        each: { iterations: 2, succeeded: 1, failed: 1, skipped: 0, stopped: true },
      },
      failed: { "each/1/line": "formula_error" },
    });
  });

  it("is only counted with continue", () => {
    expect(runToEnd({ steps: [loop({ over, onFailure: "continue" }, divide)] })).toEqual({
      status: "succeeded",
      steps: {
        "each/0/line": 10,
        "each/2/line": 2,
        each: { iterations: 3, succeeded: 2, failed: 1, skipped: 0, stopped: false },
      },
      failed: { "each/1/line": "formula_error" },
    });
  });
});

describe("a loop with concurrency", () => {
  const steps = [loop({ over: [1, 2, 3, 4], concurrency: 2 }, action("call"))];

  it("has so many items open at once, and takes the next as soon as one has ended", () => {
    const trial = start({ steps });
    expect(trial.performs()).toEqual(["each/0/call", "each/1/call"]);
    trial.succeed("each/1/call");
    expect(trial.performs()).toEqual(["each/0/call", "each/2/call"]);
    trial.succeed("each/2/call");
    trial.succeed("each/3/call");
    trial.succeed("each/0/call");
    expect(shownOf(trial)).toMatchObject({
      status: "succeeded",
      steps: { each: { succeeded: 4 } },
    });
  });

  it("gives up what is open when an item fails", () => {
    const trial = start({ steps });
    trial.fail("each/1/call");
    expect(trial.performs()).toEqual([]);
    expect(shownOf(trial)).toMatchObject({ status: "failed", canceled: ["each/0/call"] });
  });

  it("lets what is open end after a break", () => {
    const config = { over: [1, 2, 3], concurrency: 2, onFailure: "break" };
    const trial = start({ steps: [loop(config, action("call"))] });
    trial.fail("each/0/call");
    expect(trial.performs()).toEqual(["each/1/call"]);
    trial.succeed("each/1/call");
    expect(shownOf(trial).steps["each"]).toMatchObject({ iterations: 2, succeeded: 1, failed: 1 });
  });

  it("gives later steps the output of the last item, whichever ended last", () => {
    const config = { engine: "template", expression: "{{ steps.call ?? 0 }}" };
    const last = { id: "last", type: "calculate", config };
    const trial = start({ steps: [loop({ over: 2, concurrency: 2 }, action("call")), last] });
    trial.succeed("each/1/call", "second");
    trial.succeed("each/0/call", "first");
    expect(shownOf(trial).steps["last"]).toBe("second");
  });
});

describe("a loop that cannot be", () => {
  it.each([
    ["text", "text"],
    [true, "a boolean"],
    [{ a: 1 }, "an object"],
    [-1, "-1"],
  ])("says why it does not run over %j", (over, given) => {
    const trial = start({ steps: [loop({ over: "{{ trigger }}" }, line)], trigger: over });
    expect(trial.run.failure).toMatchObject({
      code: "invalid_value",
      message: `A loop cannot run over ${given}: a list or a number of at least 0 is needed.`,
    });
  });

  it("reaches its limit and names it", () => {
    const limits = { loopIterationsMax: 3 };
    const steps = [loop({ over: "{{ trigger }}" }, line)];
    expect(runToEnd({ steps, limits, trigger: 3 }).status).toBe("succeeded");
    const { run } = start({ steps, limits, trigger: [1, 2, 3, 4] });
    expect(run).toMatchObject({ status: "failed", reason: "limit" });
    expect(run.failure?.message).toContain("loopIterationsMax (3)");
  });

  it("does not begin with a billion turns", () => {
    const startedMs = performance.now();
    const { run } = start({ steps: [loop({ over: 1_000_000_000 }, line)] });
    expect(run).toMatchObject({ status: "failed", reason: "limit", stepRunCount: 1 });
    expect(run.failure?.message).toContain("loopIterationsMax (10000)");
    expect(performance.now() - startedMs).toBeLessThan(2000);
  });

  it("is refused by the checker", () => {
    expect(findingTexts({ steps: [loop({ over: "text" }, line)] })).toEqual([
      "error type_mismatch at steps.0.config.over",
    ]);
    const bare = { id: "each", type: "loop", config: { over: 1 } };
    expect(findingTexts({ steps: [bare] })).toEqual(["error missing_branch at steps.0"]);
    expect(findingTexts({ steps: [loop({ over: 1, concurrency: 0 }, line)] })).toContain(
      "error invalid_config at steps.0.config.concurrency",
    );
  });
});

describe("the type of a loop's item", () => {
  it("is known from what the loop runs over", () => {
    const number = { kind: "number" } as const;
    const text = { kind: "text" } as const;
    const list = { kind: "list", item: text } as const;
    expect(itemType(list)).toEqual(text);
    expect(itemType(number)).toEqual(number);
    expect(itemType({ kind: "union", of: [list, { kind: "null" }] })).toEqual(text);
    expect(itemType({ kind: "union", of: [list, number] })).toMatchObject({ of: [text, number] });
    expect(itemType({ kind: "union", of: [list, text] })).toBeUndefined();
    expect(itemType(text)).toBeUndefined();
  });

  it("is checked inside the branch", () => {
    const wrong = calculate("line", "scopes.each.item * 2");
    expect(findingTexts({ steps: [loop({ over: ["a"] }, wrong)] })).toEqual([
      "error type_mismatch at steps.0.branches.0.steps.0.config.expression",
    ]);
  });
});
