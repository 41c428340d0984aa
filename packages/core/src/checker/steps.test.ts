import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../json.ts";
import { check, count, look, met, stop, told } from "./sample-check.suite.ts";

describe("what is certain", () => {
  const yes = (steps: readonly Json[]) => [{ id: "yes", steps }];

  it("is not what stands in a branch that may not be taken", () => {
    const decide = {
      id: "d",
      type: "decide",
      config: { if: met },
      branches: yes([count("in", 1)]),
    };
    expect(told(check({ steps: [decide, look("a", "{{ steps.in }}")] }))).toEqual([
      "! step_not_certain steps.1.config.at",
    ]);
  });

  it("inside an error branch is the error, not what was tried", () => {
    const branches = [
      { id: "body", steps: [] },
      { id: "error", steps: [look("e", ["{{ scopes.r.error.code }}", "{{ scopes.r.item }}"])] },
    ];
    const repeat = { id: "r", type: "repeat", config: { over: [1] }, onError: "branch", branches };
    expect(told(check({ steps: [repeat] }))).toEqual([
      "! unknown_field steps.0.branches.1.steps.0.config.at",
    ]);
  });

  it("has a default where it might be missing", () => {
    const steps = [
      { id: "d", type: "decide", config: { if: met }, branches: yes([look("b", 1)]) },
      look("a", ['{{ steps.b ?? "" }}', "{{ run.startedAt.x ?? 1 }}"]),
    ];
    expect(check({ steps })).toEqual([]);
  });

  it("after steps that cannot be understood is anything", () => {
    const steps = [{ id: "a", type: "mystery" }, look("b", "{{ steps.a.any.thing }}")];
    expect(told(check({ steps }))).toEqual(["! unknown_step_type steps.0.type"]);
    const broken = [
      { id: "a", type: "mystery", branches: yes([look("in", "{{ scopes.a.any }}")]) },
    ];
    expect(told(check({ steps: broken }))).toEqual(["! unknown_step_type steps.0.type"]);
    expect(
      told(check({ trigger: { type: "hook" }, steps: [look("b", "{{ trigger.any }}")] })),
    ).toEqual(["! missing_field trigger.config.isOpen"]);
  });
});

describe("the end of a run", () => {
  const after = count("after", 1);

  it("is certain only where every way leads there", () => {
    const choice = (branches: readonly JsonObject[]) => [
      { id: "d", type: "decide", config: { if: met }, branches },
      after,
    ];
    const yes = { id: "yes", steps: [stop("s1")] };
    expect(told(check({ steps: choice([yes]) }))).toEqual([]);
    expect(told(check({ steps: choice([yes, { id: "no", steps: [stop("s2")] }]) }))).toEqual([
      "? unreachable_step steps.1",
    ]);
  });

  it("is certain in a choice with a rest, and in no other one", () => {
    const choose = (branches: readonly JsonObject[]) => [
      { id: "c", type: "choose", branches },
      after,
    ];
    const a = { id: "a", when: met, steps: [stop("s1")] };
    const rest = { id: "otherwise", steps: [stop("s2")] };
    expect(told(check({ steps: choose([a, rest]) }))).toEqual(["? unreachable_step steps.1"]);
    expect(told(check({ steps: choose([a]) }))).toEqual([]);
    expect(told(check({ steps: choose([{ ...a, steps: [] }, rest]) }))).toEqual([]);
    const error = { id: "error", steps: [] };
    const handled = [
      { id: "c", type: "choose", onError: "branch", branches: [a, rest, error] },
      after,
    ];
    expect(told(check({ steps: handled }))).toEqual([]);
    const goesOn = [{ id: "c", type: "choose", onError: "continue", branches: [a, rest] }, after];
    expect(told(check({ steps: goesOn }))).toEqual([]);
    const ended = { id: "error", steps: [stop("s3")] };
    const never = [
      { id: "c", type: "choose", onError: "branch", branches: [a, rest, ended] },
      after,
    ];
    expect(told(check({ steps: never }))).toEqual(["? unreachable_step steps.1"]);
  });

  it("is not certain after a loop", () => {
    const branches = [{ id: "body", steps: [stop("s1")] }];
    const steps = [{ id: "r", type: "repeat", config: { over: [1] }, branches }, after];
    expect(told(check({ steps }))).toEqual([]);
  });
});
