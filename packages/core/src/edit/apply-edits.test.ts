import { describe, expect, it } from "vitest";
import type { Definition } from "../definition.ts";
import { applyEdits } from "./apply-edits.ts";
import type { JsonObject } from "../json.ts";
import { editOperationSchema } from "./operations.ts";
import { definitionWith } from "./sample-definition.suite.ts";
import { findStep, walkSteps } from "./tree.ts";

const definition = definitionWith({
  steps: [
    { id: "one", type: "calc", title: "One", retry: { attempts: 2 } },
    {
      id: "fork",
      type: "fork",
      branches: [
        { id: "left", steps: [{ id: "two", type: "calc" }] },
        { id: "right", when: { left: "{{ steps.one }}", operator: "equals", right: 1 }, steps: [] },
      ],
    },
    { id: "three", type: "calc", config: { of: ["{{ steps.one }}", "{{ steps.two }}"] } },
  ],
});

function edited(...edits: readonly unknown[]): Definition | string {
  const operations = edits.map((edit) => editOperationSchema.parse(edit));
  const result = applyEdits(definition, operations);
  return result.ok ? result.definition : `${result.index}: ${result.message}`;
}

function order(result: Definition | string): string {
  if (typeof result === "string") return result;
  return [...walkSteps(result)]
    .map(({ step, branch }) => `${branch ? `${branch.branchId}/` : ""}${step.id}`)
    .join(" ");
}

const left = { stepId: "fork", branchId: "left" };
const added = { id: "new", type: "calc" };

describe("an edit of the tree", () => {
  it.each([
    ["at the top", { index: 1 }, "one new fork left/two three"],
    ["at the end, however far", { index: 99 }, "one fork left/two three new"],
    ["in a branch", { branch: left, index: 0 }, "one fork left/new left/two three"],
    [
      "in no branch",
      { branch: { ...left, branchId: "up" }, index: 0 },
      "0: there is no branch “up” in a step “fork”",
    ],
    [
      "in no step",
      { branch: { ...left, stepId: "x" }, index: 0 },
      "0: there is no branch “left” in a step “x”",
    ],
    [
      "in a step without branches",
      { branch: { ...left, stepId: "one" }, index: 0 },
      "0: there is no branch “left” in a step “one”",
    ],
  ])("inserts a step %s", (_where, at, expected) => {
    expect(order(edited({ op: "insertStep", step: added, at }))).toBe(expected);
  });

  it("does not insert an id twice, also not inside the new step", () => {
    const at = { index: 0 };
    const branches = [{ id: "b", steps: [added] }];
    expect(order(edited({ op: "insertStep", step: { ...added, id: "two" }, at }))).toBe(
      "0: there is a step “two” already",
    );
    expect(order(edited({ op: "insertStep", step: { ...added, branches }, at }))).toBe(
      "0: there is a step “new” already",
    );
  });

  it.each([
    ["down", "one", { index: 2 }, "fork left/two three one"],
    ["into a branch", "three", { branch: left, index: 1 }, "one fork left/two left/three"],
    ["out of a branch", "two", { index: 0 }, "two one fork three"],
    ["nowhere", "x", { index: 0 }, "0: there is no step “x”"],
    [
      "into itself",
      "fork",
      { branch: left, index: 0 },
      "0: the step “fork” cannot be moved there: there is no branch “left” in a step “fork”",
    ],
  ])("moves a step %s", (_where, stepId, to, expected) => {
    expect(order(edited({ op: "moveStep", stepId, to }))).toBe(expected);
  });

  it("removes a step with all that is inside", () => {
    expect(order(edited({ op: "removeStep", stepId: "fork" }))).toBe("one three");
    expect(order(edited({ op: "removeStep", stepId: "x" }))).toBe("0: there is no step “x”");
  });

  it("carries out all edits or none, and tells which one cannot be done", () => {
    const remove = { op: "removeStep", stepId: "one" };
    expect(edited(remove, remove)).toBe("1: there is no step “one”");
  });
});

describe("an edit of a step", () => {
  const stepIn = (result: Definition | string, id: string) =>
    typeof result === "string" ? result : findStep(result, id)?.step;

  it("replaces its config", () => {
    const result = edited({ op: "setConfig", stepId: "two", config: { of: [1] } });
    expect(stepIn(result, "two")).toMatchObject({ id: "two", config: { of: [1] } });
  });

  it("sets fields and clears others", () => {
    const result = edited({
      op: "updateStep",
      stepId: "one",
      set: { type: "act", onError: "continue" },
      clear: ["title", "retry"],
    });
    expect(stepIn(result, "one")).toEqual({
      id: "one",
      type: "act",
      config: {},
      onError: "continue",
    });
  });

  it("disables a step, enables it again and notes why", () => {
    const update = (set: JsonObject, clear: readonly string[] = []): JsonObject => ({
      op: "updateStep",
      stepId: "one",
      set,
      clear: [...clear],
    });
    const disabled = edited(update({ disabled: true, note: "Until May" }));
    expect(stepIn(disabled, "one")).toMatchObject({ disabled: true, note: "Until May" });
    const enabled = edited(update({ disabled: true, note: "x" }), update({}, ["disabled", "note"]));
    expect(enabled).toEqual(edited());
  });

  it("adds, changes and removes branches", () => {
    const add = { op: "addBranch", stepId: "fork", branch: { id: "mid", steps: [] }, index: 1 };
    const result = edited(
      add,
      { op: "updateBranch", stepId: "fork", branchId: "mid", set: { title: "Middle" } },
      { op: "removeBranch", stepId: "fork", branchId: "right" },
    );
    expect(stepIn(result, "fork")).toMatchObject({
      branches: [{ id: "left" }, { id: "mid", title: "Middle", steps: [] }],
    });
    expect(stepIn(edited({ ...add, stepId: "one" }), "one")).toMatchObject({
      branches: [{ id: "mid" }],
    });
  });

  it.each([
    [
      "addBranch",
      { branch: { id: "left", steps: [] }, index: 0 },
      "there is a branch “left” in step “fork”",
    ],
    ["removeBranch", { branchId: "x" }, "there is no branch “x” in step “fork”"],
    ["updateBranch", { branchId: "x", set: {} }, "there is no branch “x” in step “fork”"],
  ])("refuses %s where it makes no sense", (op, more, message) => {
    expect(edited({ op, stepId: "fork", ...more })).toBe(`0: ${message}`);
  });

  it("refuses a branch for no step", () => {
    const branch = { id: "b", steps: [] };
    expect(edited({ op: "addBranch", stepId: "x", branch, index: 0 })).toBe(
      "0: there is no step “x”",
    );
  });
});

describe("an edit of the whole", () => {
  it("sets trigger, details and settings", () => {
    const result = edited(
      { op: "setTrigger", trigger: { type: "other" } },
      { op: "setDetails", set: { name: "New", tags: ["a"] } },
      { op: "setSettings", settings: { cycleLimit: 3 } },
    );
    expect(result).toMatchObject({
      trigger: { type: "other" },
      name: "New",
      tags: ["a"],
      settings: { cycleLimit: 3 },
    });
  });
});

describe("a rename", () => {
  it("renames the step and every reference to it, in configs and conditions", () => {
    const result = edited({ op: "renameStep", stepId: "one", newId: "first" });
    expect(result).toMatchObject({
      steps: [
        { id: "first" },
        { branches: [{}, { when: { left: "{{ steps.first }}" } }] },
        { config: { of: ["{{ steps.first }}", "{{ steps.two }}"] } },
      ],
    });
  });

  it("leaves titles and the workflow's name alone", () => {
    const prose = {
      name: "About steps.one",
      steps: [{ id: "one", type: "calc", title: "steps.one" }],
    };
    const result = applyEdits(definitionWith(prose), [
      { op: "renameStep", stepId: "one", newId: "x" },
    ]);
    expect(result).toMatchObject({
      definition: { name: "About steps.one", steps: [{ id: "x", title: "steps.one" }] },
    });
  });

  it("is refused where the new id is taken or the step is not there", () => {
    expect(edited({ op: "renameStep", stepId: "one", newId: "two" })).toBe(
      "0: there is a step “two” already",
    );
    expect(edited({ op: "renameStep", stepId: "x", newId: "y" })).toBe("0: there is no step “x”");
    expect(edited({ op: "renameStep", stepId: "one", newId: "one" })).toEqual(definition);
  });
});
