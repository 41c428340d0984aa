import { applyEdits, type Definition, type Place, walkSteps } from "@stepwell/core";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isHere, isInside, moveEdits } from "./move.ts";
import { chosenSteps } from "./selection.ts";

const leaf = (id: string) => ({ id, type: "output", config: {} });
const definition = {
  format: "stepwell/v1",
  name: "x",
  trigger: { type: "manual", config: {} },
  steps: [
    leaf("a"),
    {
      id: "b",
      type: "condition",
      config: {},
      branches: [
        { id: "yes", steps: [leaf("c"), leaf("d")] },
        { id: "no", steps: [] },
      ],
    },
    leaf("e"),
    leaf("f"),
  ],
} as unknown as Definition;

const yes = { stepId: "b", branchId: "yes" };
const no = { stepId: "b", branchId: "no" };

function orderAfter(ids: readonly string[], to: Place): string | undefined {
  const edits = moveEdits(definition, ids, to);
  const result = edits && applyEdits(definition, edits);
  if (!result?.ok) return undefined;
  return [...walkSteps(result.definition)]
    .map(({ step, branch }) => `${branch ? `${branch.branchId}/` : ""}${step.id}`)
    .join(" ");
}

describe("moved steps", () => {
  it.each([
    [["a"], { index: 4 }, "b yes/c yes/d e f a"],
    [["a", "e"], { branch: no, index: 0 }, "b yes/c yes/d no/a no/e f"],
    [["a", "f"], { branch: yes, index: 1 }, "b yes/c yes/a yes/f yes/d e"],
    [["e", "f"], { index: 0 }, "e f a b yes/c yes/d"],
    [["a", "c"], { index: 3 }, "b yes/d e a c f"],
    [["b"], { branch: yes, index: 0 }, undefined],
  ])("%j stand one behind the other at %j", (ids, to, order) => {
    expect(orderAfter(ids, to)).toBe(order);
  });

  it("are told where they are, and what is inside of them", () => {
    expect(isHere(definition, ["a"], { index: 1 })).toBe(true);
    expect(isHere(definition, ["e", "f"], { index: 3 })).toBe(true);
    expect(isHere(definition, ["a"], { index: 2 })).toBe(false);
    expect(isInside(definition, ["b"], { branch: no, index: 0 })).toBe(true);
    expect(isInside(definition, ["a"], { branch: no, index: 0 })).toBe(false);
  });

  it("are all there afterwards, wherever they go, unless they go into themselves", () => {
    const ids = [...walkSteps(definition)].map(({ step }) => step.id);
    const places = fc.record(
      { index: fc.nat({ max: 4 }), branch: fc.constantFrom(yes, no) },
      { requiredKeys: ["index"] },
    );
    fc.assert(
      fc.property(fc.subarray(ids, { minLength: 1 }), places, (marked, to) => {
        const steps = chosenSteps({ definition, selected: undefined, marked: new Set(marked) });
        const moved = steps.map(({ id }) => id);
        const order = orderAfter(moved, to);
        expect(order === undefined).toBe(isInside(definition, moved, to));
        const after = order?.split(" ").map((one) => one.split("/").at(-1));
        if (after) expect(new Set(after)).toEqual(new Set(ids));
      }),
    );
  });
});
