import { describe, expect, it } from "vitest";
import { z } from "zod";
import { defineControl } from "../define-step.ts";
import type { Json, JsonObject } from "../json.ts";
import { makeRegistry } from "../registry.ts";
import type { FramePlan } from "../step-type.ts";
import { unknownType } from "../type.ts";
import { readHistory } from "./history.ts";
import { identity } from "./laws/definition-of.suite.ts";
import { registry } from "./laws/step-types.suite.ts";
import {
  act,
  calc,
  failing,
  listen,
  loop,
  outcome,
  sampleProgram,
  sampleRun,
} from "./sample-runs.suite.ts";

function fork(mode: string, lists: readonly (readonly Json[])[]): JsonObject {
  const branches = lists.map((steps, index) => ({ id: `b${index}`, steps }));
  return { id: "fork", type: "fork", config: { mode }, branches };
}

function outputOf(step: JsonObject, ...facts: readonly ReturnType<typeof outcome>[]): unknown {
  const program = sampleProgram([step]);
  const start = { kind: "start", at: 0 } as const;
  const { run, stepRuns } = readHistory(program, identity, [start, ...facts]);
  return stepRuns[0]?.output ?? run.failure?.code ?? run.status;
}

const failed = { failed: true };

describe("the join of frames", () => {
  it.each([
    ["all", "running"],
    ["any", { b0: "succeeded", b1: "canceled" }],
    ["race", { b0: "succeeded", b1: "canceled" }],
    ["all_settled", "running"],
  ])("%s, after the first of two succeeded", (mode, expected) => {
    expect(outputOf(fork(mode, [[act("x")], [act("y")]]), outcome("fork/b0/x", 1))).toEqual(
      expected,
    );
  });

  it.each([
    ["all", "refused"],
    ["any", "running"],
    ["race", "refused"],
    ["all_settled", "running"],
  ])("%s, after the first of two failed", (mode, expected) => {
    const lists = [[act("x")], [act("y")]];
    expect(outputOf(fork(mode, lists), outcome("fork/b0/x", 1, failed))).toEqual(expected);
  });

  it.each([
    ["all", "calc_failed"],
    ["any", "calc_failed"],
    ["race", "calc_failed"],
    ["all_settled", { b0: "failed", b1: "failed" }],
  ])("%s, where all fail at once", (mode, expected) => {
    expect(outputOf(fork(mode, [[failing("x")], [failing("y")]]))).toEqual(expected);
  });

  it("begins nothing more once it is decided", () => {
    const program = sampleProgram([fork("race", [[calc("x")], [act("never")]])]);
    expect(sampleRun(program)).toMatchObject({ status: "succeeded", stepRunCount: 2 });
  });

  it("any of no frames succeeds", () => {
    expect(outputOf(fork("any", []))).toEqual({});
  });
});

describe("a loop's frames", () => {
  it("are entered up to the concurrency, and refilled as they end", () => {
    const program = sampleProgram([loop("each", { count: 3, concurrency: 2 }, [act("x")])]);
    expect(sampleRun(program).stepRunCount).toBe(3);
    expect(sampleRun(program, outcome("each/1/x", 1)).stepRunCount).toBe(4);
  });

  it("leave the outputs of the last item, whichever ended last", () => {
    const each = loop("each", { count: 2, concurrency: 2 }, [act("x")]);
    const program = sampleProgram([each, calc("see", "{{ steps.x }}")]);
    const facts = [outcome("each/1/x", 1), outcome("each/0/x", 2)];
    const start = { kind: "start", at: 0 } as const;
    const { stepRuns } = readHistory(program, identity, [start, ...facts]);
    expect(stepRuns.at(-1)?.input).toEqual({ of: ["each/1/x"], fails: false });
  });

  it("after a failure that breaks the loop, those that are open may end", () => {
    const each = loop("each", { count: 5, concurrency: 2, onFailure: "break" }, [act("x")]);
    const facts = [outcome("each/0/x", 1, failed)];
    expect(outputOf(each, ...facts)).toBe("running");
    expect(outputOf(each, ...facts, outcome("each/1/x", 2))).toEqual({
      entered: 2,
      skipped: 0,
      succeeded: 1,
      failed: 1,
      isStopped: true,
    });
  });
});

describe("a plan that throws", () => {
  const broken = (more: Partial<FramePlan>) =>
    makeRegistry(
      [
        ...registry.steps.values(),
        defineControl({
          type: "broken",
          group: "flow",
          title: "",
          summary: "",
          icon: "",
          sample: {},
          config: z.strictObject({}),
          output: () => unknownType,
          plan: () => ({
            kind: "frames",
            frames: {
              count: 2,
              concurrency: 2,
              join: "all",
              keepsOutcomes: false,
              frame: (index) => ({ branch: "body", key: String(index), scope: {} }),
              output: () => null,
              ...more,
            },
          }),
        }),
      ],
      [...registry.triggers.values()],
    );
  const fails = (): never => {
    throw new Error("oh");
  };

  it.each([
    ["frame", { frame: fails }],
    ["enter", { enter: fails }],
  ])("in %s fails its step, and what is open below is given up", (_name, more) => {
    const steps = [
      { id: "one", type: "broken", branches: [{ id: "body", steps: [listen("two", "x")] }] },
    ];
    const run = sampleRun(sampleProgram(steps, { registry: broken(more) }));
    expect(run).toMatchObject({ status: "failed", root: undefined });
    expect(run.failure).toMatchObject({ code: "internal", message: "internal error: oh" });
  });

  it("in output fails its step too", () => {
    const steps = [{ id: "one", type: "broken", branches: [{ id: "body", steps: [] }] }];
    const run = sampleRun(sampleProgram(steps, { registry: broken({ output: fails }) }));
    expect(run.failure).toMatchObject({ code: "internal", message: "internal error: oh" });
  });
});
