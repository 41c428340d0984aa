import type { Json, JsonObject } from "@stepwell/core";
import { describe, expect, it } from "vitest";
import {
  action,
  calculate,
  findingTexts,
  runToEnd,
  shownOf,
  start,
  type Trial,
} from "../../run-step.suite.ts";

function parallel(mode: string, ...branches: readonly Json[]): JsonObject {
  return { id: "both", type: "parallel", config: { mode }, branches };
}

function branch(id: string, ...steps: readonly Json[]): JsonObject {
  return { id, steps };
}

const after = calculate("after", "1");

/** Two branches with an action each, and a step behind them. */
function twoCalls(mode: string): Trial {
  const branches = [branch("left", action("first")), branch("right", action("second"))];
  return start({ steps: [parallel(mode, ...branches), after] });
}

const left = "both/left/first";
const right = "both/right/second";

describe("parallel branches", () => {
  it.each(["all", "any", "race", "all_settled"])("are open at the same time in mode %s", (mode) => {
    expect(twoCalls(mode).performs()).toEqual([left, right]);
  });

  it("may hold delays, loops and branches of their own", () => {
    const pause = { id: "pause", type: "delay", config: { for: { amount: 1, unit: "hours" } } };
    const each = {
      id: "each",
      type: "loop",
      config: { over: 2 },
      branches: [branch("body", calculate("line", "scopes.each.sequence"))],
    };
    const inner = { ...parallel("all", branch("a", each), branch("b")), id: "inner" };
    expect(
      runToEnd({ steps: [parallel("all", branch("x", pause), branch("y", inner))] }),
    ).toMatchObject({
      status: "succeeded",
      steps: {
        "both/y/inner/a/each/1/line": 2,
        "both/y/inner": { branches: { a: "succeeded", b: "succeeded" } },
        both: { branches: { x: "succeeded", y: "succeeded" } },
      },
    });
  });
});

describe("mode all", () => {
  it("goes on when every branch has ended, whichever is first", () => {
    const trial = twoCalls("all");
    trial.succeed(right);
    expect(trial.run.status).toBe("running");
    trial.succeed(left);
    expect(shownOf(trial)).toMatchObject({
      status: "succeeded",
      steps: { both: { branches: { left: "succeeded", right: "succeeded" } }, after: 1 },
    });
  });

  it("fails with the first failure and gives up the rest", () => {
    const trial = twoCalls("all");
    trial.fail(right, "network_error");
    expect(trial.performs()).toEqual([]);
    expect(shownOf(trial)).toEqual({
      status: "failed",
      reason: "step_error",
      steps: {},
      failed: { both: "network_error", [right]: "network_error" },
      canceled: [left],
    });
  });

  it("lets later steps read every branch", () => {
    const branches = [branch("left", calculate("a", "1")), branch("right", calculate("b", "2"))];
    const steps = [parallel("all", ...branches), calculate("sum", "steps.a + steps.b")];
    expect(runToEnd({ steps }).steps["sum"]).toBe(3);
    const unsure = [parallel("any", ...branches), calculate("sum", "steps.a + steps.b")];
    expect(findingTexts({ steps: unsure })).toEqual([
      "error step_not_certain at steps.1.config.expression",
      "error step_not_certain at steps.1.config.expression",
    ]);
  });
});

describe("mode any", () => {
  it("goes on with the first success and drops the losers", () => {
    const trial = twoCalls("any");
    trial.fail(left);
    expect(trial.performs()).toEqual([right]);
    trial.succeed(right);
    expect(shownOf(trial)).toMatchObject({
      status: "succeeded",
      steps: { both: { branches: { left: "failed", right: "succeeded" } }, after: 1 },
    });
    const quick = twoCalls("any");
    quick.succeed(left);
    expect(quick.performs()).toEqual([]);
    expect(shownOf(quick)).toMatchObject({
      steps: { both: { branches: { left: "succeeded", right: "canceled" } } },
      canceled: [right],
    });
  });

  it("fails where every branch fails", () => {
    const trial = twoCalls("any");
    trial.fail(right, "timeout");
    trial.fail(left, "network_error");
    expect(shownOf(trial)).toMatchObject({ status: "failed", failed: { both: "timeout" } });
  });
});

describe("mode race", () => {
  it("goes on with the first end and drops the losers", () => {
    const trial = twoCalls("race");
    trial.succeed(right);
    expect(shownOf(trial)).toMatchObject({
      status: "succeeded",
      steps: { both: { branches: { left: "canceled", right: "succeeded" } }, after: 1 },
      canceled: [left],
    });
  });

  it("fails where the first end is a failure", () => {
    const trial = twoCalls("race");
    trial.fail(left, "timeout");
    expect(shownOf(trial)).toMatchObject({
      status: "failed",
      failed: { both: "timeout" },
      canceled: [right],
    });
  });

  it("is decided before later branches begin where the first one needs no time", () => {
    const branches = [branch("left", calculate("a", "1")), branch("right", calculate("b", "2"))];
    expect(runToEnd({ steps: [parallel("race", ...branches)] }).steps).toEqual({
      "both/left/a": 1,
      both: { branches: { left: "succeeded", right: "canceled" } },
    });
  });

  it("makes a time limit of a delay", () => {
    const pause = { id: "pause", type: "delay", config: { for: { amount: 5, unit: "minutes" } } };
    const branches = [branch("call", action("ask")), branch("limit", pause)];
    const trial = start({ steps: [parallel("race", ...branches)] });
    trial.wake(trial.wakeAt() ?? 0);
    expect(shownOf(trial)).toMatchObject({
      status: "succeeded",
      steps: { both: { branches: { call: "canceled", limit: "succeeded" } } },
    });
  });
});

describe("mode all_settled", () => {
  it("waits for every branch and says how each has ended", () => {
    const trial = twoCalls("all_settled");
    trial.fail(left);
    expect(trial.performs()).toEqual([right]);
    trial.succeed(right);
    expect(shownOf(trial)).toMatchObject({
      status: "succeeded",
      steps: { both: { branches: { left: "failed", right: "succeeded" } }, after: 1 },
    });
  });
});

describe("the checker of parallel steps", () => {
  it("wants at least one branch and a known mode", () => {
    expect(findingTexts({ steps: [parallel("all")] })).toEqual(["error missing_branch at steps.0"]);
    expect(findingTexts({ steps: [parallel("most", branch("a"))] })).toEqual([
      "error invalid_config at steps.0.config.mode",
    ]);
  });

  it("warns of a condition that nobody looks at", () => {
    const when = { left: 1, operator: "equals", right: 1 };
    expect(findingTexts({ steps: [parallel("all", { ...branch("a"), when })] })).toEqual([
      "warning unused_condition at steps.0.branches.0.when",
    ]);
  });
});
