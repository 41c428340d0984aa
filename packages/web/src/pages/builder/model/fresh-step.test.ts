import { applyEdits, type Definition, type EditOperation, findStep } from "@stepwell/core";
import { describe, expect, it } from "vitest";
import { isUntouched } from "./fresh-step.ts";

const inserted = {
  id: "check",
  type: "condition",
  config: { mode: "branches" },
  branches: [
    { id: "yes", steps: [] },
    { id: "no", steps: [] },
  ],
};
const definition: Definition = {
  format: "stepwell/v1",
  name: "x",
  trigger: { type: "manual", config: {} },
  steps: [inserted, { id: "after", type: "calculate", config: {} }],
};

function untouchedAfter(...edits: readonly EditOperation[]): boolean {
  const result = applyEdits(definition, edits);
  if (!result.ok) throw new Error(result.message);
  const step = findStep(result.definition, "check")?.step;
  return step !== undefined && isUntouched(step, inserted);
}

describe("a step that was just inserted", () => {
  it("is untouched while others are edited, or where it stands", () => {
    expect(untouchedAfter()).toBe(true);
    expect(untouchedAfter({ op: "removeStep", stepId: "after" })).toBe(true);
    expect(untouchedAfter({ op: "moveStep", stepId: "check", to: { index: 1 } })).toBe(true);
  });

  it("is touched by settings, and by steps in its branches", () => {
    expect(untouchedAfter({ op: "setConfig", stepId: "check", config: { mode: "x" } })).toBe(false);
    const branch = { stepId: "check", branchId: "yes" };
    expect(untouchedAfter({ op: "moveStep", stepId: "after", to: { branch, index: 0 } })).toBe(
      false,
    );
  });
});
