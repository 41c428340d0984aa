import type { AnswerOf, getRun } from "@stepwell/api";
import type { Attempt, Run, StepRun } from "@stepwell/core";
import { describe, expect, it } from "vitest";
import { openSight } from "../sight.ts";
import { presentStepRun } from "./run.ts";
import { valueBudget } from "./value-budget.ts";

type StepRunAnswer = AnswerOf<typeof getRun>["stepRuns"][number];

const kib = 1024;
const failure = (letters: number, details: number) => ({
  code: "some_error",
  message: "語".repeat(letters),
  retryable: true,
  details: { body: "x".repeat(details) },
});
const run = { identity: { id: "run_1" } } as Run;

/** A step run that failed after twenty attempts, and wrote as much as it may. */
function stepRun(index: number, letters: number): StepRun {
  const attempt = (number: number): Attempt => ({
    number,
    startedAt: 1,
    endedAt: 2,
    failure: failure(letters, 10),
    nextAt: undefined,
  });
  return {
    path: `step_${index}`,
    stepId: `step_${index}`,
    type: "script",
    status: "failed",
    startedAt: 1,
    endedAt: 2,
    attempts: 30,
    attemptList: Array.from({ length: 30 }, (_, one) => attempt(one)),
    input: {},
    output: undefined,
    failure: failure(letters, 64 * kib),
    nextAt: undefined,
    log: ["x".repeat(64 * kib)],
    calledRunId: undefined,
  };
}

describe("the step runs of an answer", () => {
  it("stay in its room together, with all that they say", () => {
    const sight = { ...openSight, values: valueBudget() };
    const shown = Array.from({ length: 500 }, (_, index) =>
      presentStepRun(run, stepRun(index, 2000), sight),
    );
    const frame = presentStepRun(run, stepRun(0, 0), { ...sight, values: valueBudget() });
    const frameBytes = JSON.stringify({ ...frame, log: [], error: {} }).length;
    const beginningBytes = 3 * 1001;
    const most = 8 * kib * kib + 500 * (frameBytes + beginningBytes + 500);
    expect(Buffer.byteLength(JSON.stringify(shown))).toBeLessThan(most);
    expect(shown[0]).toMatchObject({ log: [/^x+$/], error: { details: {} } });
    expect(shown[0]).not.toHaveProperty("large");
    const last: Partial<StepRunAnswer> = shown[499] ?? {};
    expect(last.error).toEqual({ code: "some_error", message: `${"語".repeat(1000)}…` });
    expect(last.large).toMatchObject({ log: 64 * kib + 4 });
    expect(last.large?.error).toBeGreaterThan(64 * kib);
    expect(last).not.toHaveProperty("log");
    // When they were is told all the same.
    expect(last.attemptList).toHaveLength(20);
    expect(last.attemptList?.[19]).toMatchObject({ number: 29, error: { code: "some_error" } });
  });
});
