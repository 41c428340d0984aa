import { applyEdits, type Definition, walkSteps } from "@stepwell/core";
import { describe, expect, it } from "vitest";
import { countInside, filledBranches, keepBranchEdits } from "./removal-edits.ts";

const sum = (id: string) => ({ id, type: "calculate", config: {} });
const inner = {
  id: "inner",
  type: "loop",
  config: {},
  branches: [{ id: "body", steps: [sum("d")] }],
};
const outer = {
  id: "outer",
  type: "condition",
  config: {},
  branches: [
    { id: "yes", steps: [sum("b"), inner, sum("c")] },
    { id: "no", steps: [] },
  ],
};
const definition: Definition = {
  format: "stepwell/v1",
  name: "x",
  trigger: { type: "manual", config: {} },
  steps: [sum("a"), outer, sum("z")],
};

function without(id: string, branchId: string): string {
  const result = applyEdits(definition, keepBranchEdits(definition, id, branchId));
  if (!result.ok) return result.message;
  return [...walkSteps(result.definition)].map((placed) => placed.step.id).join(" ");
}

describe("removing a step with steps inside", () => {
  it("leaves those of a branch in its place, with all that is in them", () => {
    expect(without("outer", "yes")).toBe("a b inner d c z");
    expect(without("inner", "body")).toBe("a outer b d c z");
  });

  it("removes it with all where the branch is empty", () => {
    expect(without("outer", "no")).toBe("a z");
  });

  it("removes nothing where the branch or the step is no longer there", () => {
    expect(without("outer", "gone")).toBe("there is no branch “gone” in step “outer”");
    expect(without("gone", "yes")).toBe("there is no branch “yes” in step “gone”");
  });

  it("counts what is inside, and names the branches that have steps", () => {
    expect(countInside(outer)).toBe(4);
    expect(countInside(sum("a"))).toBe(0);
    expect(filledBranches(outer).map(({ id }) => id)).toEqual(["yes"]);
  });
});
