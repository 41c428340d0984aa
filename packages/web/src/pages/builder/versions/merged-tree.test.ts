import {
  applyEdits,
  type Definition,
  difference,
  type EditOperation,
  type StepDefinition,
  walkSteps,
} from "@stepwell/core";
import { describe, expect, it } from "vitest";
import { mergeTrees } from "./merged-tree.ts";

const step = (id: string, inner?: readonly string[]): StepDefinition => ({
  id,
  type: "x",
  config: {},
  ...(inner && { branches: [{ id: "body", steps: inner.map((name) => step(name)) }] }),
});

const before: Definition = {
  format: "stepwell/v1",
  name: "x",
  trigger: { type: "manual", config: {} },
  steps: [step("a"), step("b", ["b1", "b2"]), step("c")],
};

function merged(...edits: readonly EditOperation[]) {
  const after = applyEdits(before, edits);
  if (!after.ok) throw new Error(after.message);
  const { definition, marks } = mergeTrees(
    before,
    after.definition,
    difference(before, after.definition),
  );
  return {
    ids: [...walkSteps(definition)].map((placed) => placed.step.id),
    marks: Object.fromEntries(marks),
  };
}

describe("two definitions as one tree", () => {
  it("show what is gone where it stood", () => {
    expect(merged({ op: "removeStep", stepId: "b1" })).toEqual({
      ids: ["a", "b", "b1", "b2", "c"],
      marks: { b1: "removed" },
    });
    expect(merged({ op: "removeStep", stepId: "a" }).ids).toEqual(["a", "b", "b1", "b2", "c"]);
  });

  it("show what is gone with all that it held, beside what is new", () => {
    const result = merged(
      { op: "removeStep", stepId: "b" },
      { op: "insertStep", step: step("n"), at: { index: 1 } },
      { op: "setConfig", stepId: "c", config: { text: "y" } },
    );
    expect(result.ids).toEqual(["a", "b", "b1", "b2", "n", "c"]);
    expect(result.marks).toMatchObject({ b: "removed", n: "added", c: "changed" });
  });

  it("show a step that was moved out of something that is gone once, at its new place", () => {
    const result = merged(
      { op: "moveStep", stepId: "b2", to: { index: 0 } },
      { op: "removeStep", stepId: "b" },
    );
    expect(result.ids).toEqual(["b2", "a", "b", "b1", "c"]);
    expect(result.marks["b2"]).toBe("moved");
  });

  it("have no marks where nothing differs", () => {
    expect(merged().marks).toEqual({});
  });
});
