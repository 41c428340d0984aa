import type { Json, JsonObject } from "@stepwell/core";
import { describe, expect, it } from "vitest";
import {
  action,
  calculate,
  findingTexts,
  runToEnd,
  type Shown,
  shownOf,
  start,
} from "../../run-step.suite.ts";

function loop(config: JsonObject, ...steps: readonly Json[]): JsonObject {
  return { id: "each", type: "loop", config, branches: [{ id: "body", steps }] };
}

const line = calculate("line", "scopes.each.item");

describe("a loop while a condition is met", () => {
  const countTo = (max: number): JsonObject => ({
    left: "{{ vars.count }}",
    operator: "less_than",
    right: max,
  });
  const begin = { id: "begin", type: "variable", config: { name: "count", value: 0 } };
  const always = { left: 1, operator: "equals", right: 1 };

  function setTo(expression: string): readonly JsonObject[] {
    const value = "{{ steps.sum }}";
    return [
      calculate("sum", expression),
      { id: "keep", type: "variable", config: { name: "count", value } },
    ];
  }

  function looped(config: JsonObject, ...steps: readonly Json[]): Shown {
    return runToEnd({ steps: [begin, loop(config, ...steps)] });
  }

  it("sees what its branch has done, before every turn", () => {
    const shown = looped({ while: countTo(20) }, ...setTo("vars.count * 2 + 3"));
    expect(shown.variables).toEqual({ count: 21 });
    expect(shown.steps["each"]).toEqual({
      iterations: 3,
      succeeded: 3,
      failed: 0,
      skipped: 0,
      stopped: false,
    });
  });

  it("takes no turn where it is not met at once", () => {
    expect(looped({ while: countTo(0) }, line).steps["each"]).toMatchObject({
      iterations: 0,
      stopped: false,
    });
  });

  it("may ask for the turn itself, in condition and branch", () => {
    const test = { left: "{{ scopes.each.index }}", operator: "less_than", right: 2 };
    const where = calculate("where", "scopes.each.item & scopes.each.index & scopes.each.sequence");
    expect(looped({ while: test }, where).steps).toMatchObject({
      "each/0/where": "001",
      "each/1/where": "112",
      each: { iterations: 2 },
    });
  });

  it("knows no length", () => {
    const steps = [begin, loop({ while: countTo(1) }, calculate("line", "scopes.each.length"))];
    expect(findingTexts({ steps })).toEqual([
      expect.stringMatching(/^error .* at steps\.1\.branches\.0\.steps\.0\.config\.expression$/),
    ]);
  });

  it("takes at most so many turns, and says that it was stopped", () => {
    const turn = setTo("vars.count + 1");
    expect(looped({ while: always, maxIterations: 4 }, ...turn).steps["each"]).toMatchObject({
      iterations: 4,
      stopped: true,
    });
    expect(looped({ while: countTo(3), maxIterations: 4 }, ...turn).steps["each"]).toMatchObject({
      iterations: 3,
      stopped: false,
    });
  });

  it("leaves turns out, which count for the most that it takes", () => {
    const test = { left: "{{ scopes.each.index }}", operator: "greater_than", right: 1 };
    const config = { while: always, if: test, maxIterations: 5 };
    expect(looped(config, line).steps["each"]).toMatchObject({
      iterations: 3,
      skipped: 2,
      stopped: true,
    });
  });

  it.each(["fail", "break", "continue"])(
    "with onFailure %s a failed turn does that",
    (onFailure) => {
      const turn = [...setTo("vars.count + 1"), calculate("line", "10 / (vars.count - 2)")];
      const shown = looped({ while: countTo(4), onFailure }, ...turn);
      const counts = {
        fail: undefined,
        break: { iterations: 2, succeeded: 1, failed: 1, skipped: 0, stopped: true },
        continue: { iterations: 4, succeeded: 3, failed: 1, skipped: 0, stopped: false },
      }[onFailure];
      expect(shown.status).toBe(onFailure === "fail" ? "failed" : "succeeded");
      expect(shown.steps["each"]).toEqual(counts);
    },
  );

  it("waits for what its branch waits for", () => {
    const test = { left: "{{ scopes.each.index }}", operator: "less_than", right: 2 };
    const trial = start({ steps: [loop({ while: test }, action("call"))] });
    expect(trial.performs()).toEqual(["each/0/call"]);
    trial.succeed("each/0/call");
    expect(trial.performs()).toEqual(["each/1/call"]);
    trial.succeed("each/1/call");
    expect(shownOf(trial)).toMatchObject({
      status: "succeeded",
      steps: { each: { iterations: 2 } },
    });
  });

  it("reaches its limit and names it, also where more turns are allowed", () => {
    const limits = { loopIterationsMax: 3 };
    for (const more of [{}, { maxIterations: 4 }, { onFailure: "continue" }]) {
      const { run } = start({ steps: [loop({ while: always, ...more }, line)], limits });
      expect(run).toMatchObject({ status: "failed", reason: "limit" });
      expect(run.failure?.message).toContain("loopIterationsMax (3)");
    }
    const test = { left: "{{ scopes.each.index }}", operator: "less_than", right: 3 };
    expect(runToEnd({ steps: [loop({ while: test }, line)], limits }).status).toBe("succeeded");
    const capped = loop({ while: always, maxIterations: 3 }, line);
    expect(runToEnd({ steps: [capped], limits }).status).toBe("succeeded");
  });

  it("ends with the default limit in good time", () => {
    const startedMs = performance.now();
    const { run } = start({ steps: [loop({ while: always }, line)] });
    expect(run.failure?.message).toContain("loopIterationsMax (10000)");
    expect(performance.now() - startedMs).toBeLessThan(5000);
  });

  it("fails where its condition cannot be answered", () => {
    const test = { left: "{{ trigger.x }}", operator: "greater_than", right: 1 };
    const steps = [loop({ while: test }, line)];
    expect(runToEnd({ steps, trigger: { x: "text" } })).toMatchObject({
      status: "failed",
      failed: { each: "condition_type_error" },
    });
  });

  it.each<readonly [JsonObject, string]>([
    [{}, "over"],
    [{ over: [1], while: always }, "while"],
    [{ while: always, concurrency: 2 }, "concurrency"],
    [{ while: always, ifNotMet: "stop" }, "ifNotMet"],
    [{ while: always, maxIterations: 0 }, "maxIterations"],
    [{ over: [1], maxIterations: 5 }, "maxIterations"],
  ])("%j is refused by the checker", (config, field) => {
    expect(findingTexts({ steps: [loop(config, line)] })).toContain(
      `error invalid_config at steps.0.config.${field}`,
    );
  });
});
