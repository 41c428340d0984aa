import type { Definition } from "@stepwell/core";
import { describe, expect, it } from "vitest";
import { outOfScope } from "./out-of-scope.ts";

const leaf = (id: string) => ({ id, type: "output", config: {} });
const definition = {
  format: "stepwell/v1",
  name: "x",
  trigger: { type: "manual", config: {} },
  steps: [
    leaf("before"),
    {
      id: "choose",
      type: "condition",
      config: {},
      branches: [
        { id: "yes", steps: [leaf("other")] },
        { id: "no", steps: [leaf("here"), leaf("next")] },
      ],
    },
    leaf("after"),
  ],
} as unknown as Definition;

describe("what cannot be read at a step", () => {
  it("is told with the reason, in the order of the tree", () => {
    expect(outOfScope(definition, "here", new Set(["before"]))).toEqual([
      { stepId: "other", reason: "elsewhere" },
      { stepId: "here", reason: "itself" },
      { stepId: "next", reason: "later" },
      { stepId: "after", reason: "later" },
    ]);
  });

  it("is what a disabled step would give, and those inside it", () => {
    const [before, choose, after] = definition.steps;
    const disabled = { ...definition, steps: [before, { ...choose, disabled: true }, after] };
    expect(outOfScope(disabled as Definition, "after", new Set(["before"]))).toMatchObject([
      { stepId: "choose", reason: "disabled" },
      { stepId: "other", reason: "disabled" },
      { stepId: "here", reason: "disabled" },
      { stepId: "next", reason: "disabled" },
      { stepId: "after", reason: "itself" },
    ]);
  });

  it("is nothing at the trigger", () => {
    expect(outOfScope(definition, "$trigger", new Set())).toEqual([]);
  });
});
