import { describe, expect, it } from "vitest";
import { attemptsOf, instantsIn, segmentsOf, workIn } from "./attempts.ts";
import type { StepRun } from "./step-run-tree.ts";

const at = (second: number): string => new Date(second * 1000).toISOString();

const error = { code: "http_status", message: "the server answered with status 503" };

const stepRun = (more: Partial<StepRun>): StepRun => ({
  id: "run:one",
  stepId: "one",
  type: "http",
  path: "one",
  status: "succeeded",
  startedAt: at(0),
  endedAt: at(9),
  attempts: 1,
  ...more,
});

const failed = (number: number, from: number) => ({
  number,
  startedAt: at(from),
  endedAt: at(from + 1),
  error,
  nextAt: at(from + 3),
});

describe("the attempts of a step run", () => {
  it("are the step run itself where it was not tried again", () => {
    expect(attemptsOf(stepRun({ status: "failed", error }))).toMatchObject([
      { number: 1, status: "failed", startedAt: at(0), endedAt: at(9), error },
    ]);
    expect(segmentsOf(stepRun({}), 0)).toEqual([{ from: 0, to: 9000, look: "succeeded" }]);
  });

  it("are bars with the waits between them", () => {
    const last = { number: 2, startedAt: at(4), endedAt: at(9) };
    const retried = stepRun({ attempts: 2, attemptList: [failed(1, 0), last] });
    expect(attemptsOf(retried).map(({ status }) => status)).toEqual(["failed", "succeeded"]);
    expect(segmentsOf(retried, 0)).toEqual([
      { from: 0, to: 1000, look: "failed" },
      { from: 1000, to: 4000, look: "waiting" },
      { from: 4000, to: 9000, look: "succeeded" },
    ]);
    expect(instantsIn(retried)).toEqual([at(0), at(9), at(0), at(1), at(4), at(9)]);
  });

  it("go on up to now where the next one is due or at work", () => {
    const open = { status: "waiting", endedAt: null } as const;
    const waiting = stepRun({ ...open, attemptList: [failed(1, 0)] });
    expect(segmentsOf(waiting, 2000).at(-1)).toEqual({ from: 1000, to: 2000, look: "waiting" });
    const working = { number: 2, startedAt: at(3), endedAt: null };
    const running = stepRun({ ...open, status: "running", attemptList: [failed(1, 0), working] });
    expect(segmentsOf(running, 5000).at(-1)).toEqual({ from: 3000, to: 5000, look: "running" });
    expect(attemptsOf(running).at(-1)?.status).toBe("running");
  });

  it("are when the step was at work, up to now while it is", () => {
    const last = { number: 2, startedAt: at(4), endedAt: null };
    const open = { endedAt: null, status: "running" } as const;
    expect(workIn(stepRun({ ...open, attemptList: [failed(1, 0), last] }), 7000)).toEqual([
      { from: 0, to: 1000 },
      { from: 4000, to: 7000 },
    ]);
    expect(workIn(stepRun({ status: "waiting", endedAt: null }), 7000)).toEqual([]);
  });
});
