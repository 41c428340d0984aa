import { applyEdits, type Definition, type EditOperation, findStep } from "@stepwell/core";
import { expect, it } from "vitest";
import { isAsTested } from "./as-tested.ts";

const sum = (id: string) => ({ id, type: "calculate", config: { expression: "1" } });
const tested: Definition = {
  format: "stepwell/v1",
  name: "x",
  trigger: { type: "manual", config: {} },
  steps: [
    {
      id: "route",
      type: "switch",
      config: {},
      branches: [{ id: "first", when: { all: [] }, steps: [sum("inner")] }],
    },
    sum("after"),
  ],
};

/** Those of the steps that are as they were tested. */
function sameAfter(...edits: readonly EditOperation[]): readonly string[] {
  const result = applyEdits(tested, edits);
  if (!result.ok) throw new Error(result.message);
  return ["route", "inner", "after"].filter((id) => {
    const step = findStep(result.definition, id)?.step;
    return step !== undefined && isAsTested(step, tested);
  });
}

it("a step whose settings were edited is not as it was tested, and the others are", () => {
  const config = { expression: "2" };
  expect(sameAfter()).toEqual(["route", "inner", "after"]);
  expect(sameAfter({ op: "setConfig", stepId: "after", config })).toEqual(["route", "inner"]);
  expect(sameAfter({ op: "setConfig", stepId: "inner", config })).toEqual(["route", "after"]);
  const when = { left: 1, operator: "equals", right: 1 };
  expect(
    sameAfter({ op: "updateBranch", stepId: "route", branchId: "first", set: { when } }),
  ).toEqual(["inner", "after"]);
});

it("another place or the same once more changes nothing", () => {
  expect(sameAfter({ op: "moveStep", stepId: "after", to: { index: 0 } })).toHaveLength(3);
  expect(sameAfter({ op: "setConfig", stepId: "after", config: { expression: "1" } })).toHaveLength(
    3,
  );
});
