import type { Definition } from "@stepwell/core";
import { describe, expect, it } from "vitest";
import { placeOfDrop } from "./drop-place.ts";

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
        { id: "yes", steps: [leaf("c")] },
        { id: "no", steps: [] },
      ],
    },
  ],
} as unknown as Definition;
const yes = { stepId: "b", branchId: "yes" };

describe("a row that is dropped", () => {
  it.each([
    ["a", "before", { index: 0 }],
    ["a", "after", { index: 1 }],
    ["a", "on", undefined],
    ["c", "after", { branch: yes, index: 1 }],
    ["$trigger", "after", { index: 0 }],
    ["$trigger", "before", undefined],
    ["b/yes", "on", { branch: yes, index: 1 }],
    ["b/no", "on", { branch: { stepId: "b", branchId: "no" }, index: 0 }],
    ["b/yes", "before", undefined],
    ["b/yes/+", "before", { branch: yes, index: 1 }],
    ["b/yes/+", "after", undefined],
    ["/+", "before", { index: 2 }],
  ] as const)("at %s, %s, stands there", (key, dropPosition, place) => {
    expect(placeOfDrop(definition, { key, dropPosition })).toEqual(place);
  });
});
