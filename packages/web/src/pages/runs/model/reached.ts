import { endId, type LineGoal } from "../../../canvas/layout.ts";
import type { Shown } from "./shown-step-runs.ts";
import type { RunDetail } from "./step-run-tree.ts";

/** Whether the run came to where a line of the drawing leads. */
export function wasReached(
  goal: LineGoal,
  { byStepId, takenBranches }: Shown,
  status: RunDetail["status"],
): boolean {
  switch (goal.to) {
    case "node":
      return goal.id === endId ? status === "succeeded" : byStepId.has(goal.id);
    case "branch":
      return takenBranches.has(`${goal.stepId}/${goal.branchId}`);
    case "join":
      return (
        takenBranches.has(`${goal.stepId}/${goal.branchId}`) &&
        byStepId.get(goal.stepId)?.status === "succeeded"
      );
  }
}
