import { describe, expect, it } from "vitest";
import { numberType, textType } from "../type.ts";
import { absorb, addStep, findStepIn, hasVariable, layerOver, stepsIn } from "./layer.ts";

const certain = { type: numberType, isCertain: true };
const possible = { type: textType, isCertain: false };

describe("a layer", () => {
  it("holds the certain one of two steps with one id, wherever it is", () => {
    const outer = layerOver(undefined);
    const inner = layerOver(outer);
    addStep(outer, "a", certain);
    addStep(outer, "a", possible);
    addStep(outer, "b", possible);
    addStep(inner, "a", possible);
    addStep(inner, "b", certain);
    expect([findStepIn(inner, "a"), findStepIn(inner, "b"), findStepIn(inner, "c")]).toEqual([
      certain,
      certain,
      undefined,
    ]);
    expect(stepsIn(inner)).toEqual(
      new Map([
        ["b", certain],
        ["a", certain],
      ]),
    );
    expect(findStepIn(outer, "b")).toEqual(possible);
  });

  it("takes over what an ended list has done, as certain only up to where it may have been left", () => {
    const into = layerOver(undefined);
    const list = layerOver(into);
    const behind = layerOver(list);
    addStep(list, "a", certain);
    list.variables.add("x");
    addStep(behind, "b", certain);
    behind.variables.add("y");
    absorb(into, behind, true);
    expect(stepsIn(into)).toEqual(
      new Map([
        ["a", certain],
        ["b", { ...certain, isCertain: false }],
      ]),
    );
    expect([hasVariable(into, "x"), hasVariable(into, "y")]).toEqual([true, false]);
  });

  it("takes nothing over as certain where the branch may not have run", () => {
    const into = layerOver(undefined);
    const list = layerOver(into);
    addStep(list, "a", certain);
    list.variables.add("x");
    absorb(into, list, false);
    expect(findStepIn(into, "a")).toEqual({ ...certain, isCertain: false });
    expect(hasVariable(into, "x")).toBe(false);
  });
});
