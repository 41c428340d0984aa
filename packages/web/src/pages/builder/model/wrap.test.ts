import { applyEdits, type Definition } from "@stepwell/core";
import { expect, it } from "vitest";
import type { StepTypeEntry } from "../../../api/catalog.ts";
import { wrapEdits } from "./wrap.ts";

const definition: Definition = {
  format: "stepwell/v1",
  name: "x",
  trigger: { type: "manual", config: {} },
  steps: [
    { id: "a", type: "calculate", config: {} },
    { id: "b", type: "calculate", config: {} },
  ],
};

const loop = {
  type: "loop",
  kind: "control",
  config: {},
  branches: { kind: "fixed", ids: ["body"], requiredIds: ["body"], isChoice: false },
} as unknown as StepTypeEntry;

it("a step is wrapped at its place, and keeps its id", () => {
  const result = applyEdits(definition, wrapEdits(definition, ["b"], loop));
  expect(result.ok && result.definition.steps).toEqual([
    { id: "a", type: "calculate", config: {} },
    {
      id: "loop",
      type: "loop",
      config: {},
      branches: [{ id: "body", steps: [{ id: "b", type: "calculate", config: {} }] }],
    },
  ]);
});

it("nothing is wrapped where there is no such step", () => {
  expect(wrapEdits(definition, ["z"], loop)).toEqual([]);
});
