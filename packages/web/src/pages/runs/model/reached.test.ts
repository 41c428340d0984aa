import { describe, expect, it } from "vitest";
import { endId } from "../../../canvas/layout.ts";
import { wasReached } from "./reached.ts";
import { shownStepRuns } from "./shown-step-runs.ts";
import type { StepRun } from "./step-run-tree.ts";

const stepRun = (path: string, status: StepRun["status"]): StepRun =>
  ({ id: path, path, stepId: path.split("/").at(-1), status }) as StepRun;

/** A condition whose branch Yes failed at its second step. */
const failed = shownStepRuns(
  [
    stepRun("if", "failed"),
    stepRun("if/yes/first", "succeeded"),
    stepRun("if/yes/second", "failed"),
  ],
  "",
);

describe("the way of a run", () => {
  it("leads to the steps that were begun, and no further than to where it failed", () => {
    const reached = (goal: Parameters<typeof wasReached>[0]): boolean =>
      wasReached(goal, failed, "failed");
    expect(reached({ to: "node", id: "if" })).toBe(true);
    expect(reached({ to: "branch", stepId: "if", branchId: "yes" })).toBe(true);
    expect(reached({ to: "node", id: "second" })).toBe(true);
    expect(reached({ to: "branch", stepId: "if", branchId: "no" })).toBe(false);
    expect(reached({ to: "join", stepId: "if", branchId: "yes" })).toBe(false);
    expect(reached({ to: "node", id: endId })).toBe(false);
  });

  it("comes out of the branch that was taken, and to the end, when it succeeds", () => {
    const shown = shownStepRuns(
      [stepRun("if", "succeeded"), stepRun("if/yes/one", "succeeded")],
      "",
    );
    expect(wasReached({ to: "join", stepId: "if", branchId: "yes" }, shown, "succeeded")).toBe(
      true,
    );
    expect(wasReached({ to: "join", stepId: "if", branchId: "no" }, shown, "succeeded")).toBe(
      false,
    );
    expect(wasReached({ to: "node", id: endId }, shown, "succeeded")).toBe(true);
  });
});
