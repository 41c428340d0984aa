import { expect, it } from "vitest";
import { callEnd } from "./call-end.ts";
import { failing, sampleProgram, sampleRun } from "./interpreter/sample-runs.suite.ts";
import type { Run } from "./run.ts";

const ended = (steps: readonly object[]): Run => sampleRun(sampleProgram(steps as never));

it("the end of a called run tells its caller what became of it", () => {
  const output = { id: "out", type: "output", config: { value: 7 } };
  const { output: given, ...rest } = callEnd(ended([output]));
  expect(given).not.toBeNull();
  expect(rest).toEqual({ runId: "run_1", status: "succeeded", reason: null, message: null });
  expect(callEnd(ended([failing("bad")]))).toMatchObject({
    status: "failed",
    reason: "step_error",
    message: expect.any(String),
    output: null,
  });
  const finish = { id: "end", type: "finish", config: { result: "fail" } };
  expect(callEnd(ended([finish]))).toMatchObject({ reason: "end_step", message: "over" });
});

it("a run that goes on has no end", () => {
  const waiting = { id: "w", type: "pause", config: { ms: 5 } };
  expect(() => callEnd(ended([waiting]))).toThrow("has ended");
});
