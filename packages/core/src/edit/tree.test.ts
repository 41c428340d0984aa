import { describe, expect, it } from "vitest";
import type { Json } from "../json.ts";
import { definitionWith } from "./sample-definition.suite.ts";
import { findStep, mapSteps, walkSteps } from "./tree.ts";

const definition = definitionWith({
  steps: [
    { id: "one", type: "calc" },
    {
      id: "fork",
      type: "fork",
      branches: [{ id: "left", steps: [{ id: "two", type: "calc" }] }],
    },
  ],
});

describe("a walk over the steps", () => {
  it("goes down into branches in the order of the definition, and tells where each step stands", () => {
    const placed = [...walkSteps(definition)].map(({ step, ...place }) => [step.id, place]);
    expect(placed).toEqual([
      ["one", { index: 0, branch: undefined, depth: 1, path: ["steps", 0], isDisabled: false }],
      ["fork", { index: 1, branch: undefined, depth: 1, path: ["steps", 1], isDisabled: false }],
      [
        "two",
        {
          index: 0,
          branch: { stepId: "fork", branchId: "left" },
          depth: 2,
          path: ["steps", 1, "branches", 0, "steps", 0],
          isDisabled: false,
        },
      ],
    ]);
  });

  it("knows the steps that runs leave out: those that are disabled, and those inside", () => {
    const [one, fork] = definition.steps;
    const steps = [
      { ...one, disabled: false },
      { ...fork, disabled: true },
    ] as Json[];
    const placed = [...walkSteps(definitionWith({ steps }))];
    expect(placed.filter((at) => at.isDisabled).map(({ step }) => step.id)).toEqual([
      "fork",
      "two",
    ]);
  });

  it("finds a step by its id", () => {
    expect(findStep(definition, "two")?.depth).toBe(2);
    expect(findStep(definition, "x")).toBeUndefined();
  });
});

describe("a mapping of the steps", () => {
  it("replaces each step by what it gives, inner ones first", () => {
    const seen: string[] = [];
    const steps = mapSteps(definition.steps, (step) => {
      seen.push(step.id);
      return step.id === "one" ? [] : [step];
    });
    expect(seen).toEqual(["one", "two", "fork"]);
    expect(steps).toEqual(definition.steps.slice(1));
  });
});
