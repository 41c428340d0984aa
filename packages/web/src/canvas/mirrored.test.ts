import type { Definition } from "@stepwell/core";
import { describe, expect, it } from "vitest";
import { layOut, sizes } from "./layout.ts";
import { mirrored } from "./mirrored.ts";

const leaf = (id: string) => ({ id, type: "x", config: {} });
const definition: Definition = {
  format: "stepwell/v1",
  name: "x",
  trigger: { type: "manual", config: {} },
  steps: [
    {
      ...leaf("fork"),
      branches: [
        { id: "first", steps: [leaf("a")] },
        { id: "second", steps: [leaf("b"), leaf("c")] },
        { id: "empty", steps: [] },
      ],
    },
  ],
};
const layout = layOut(definition, new Set());

describe("the layout for those who read from the right", () => {
  it("has the first branch at the right, each step at the same distance from its edge", () => {
    const places = new Map(mirrored(layout).nodes.map((node) => [node.id, node.x]));
    expect(places.get("a")).toBeGreaterThan(places.get("b") ?? Infinity);
    for (const { id, kind, x } of layout.nodes)
      if (kind === "step") expect(places.get(id)).toBe(layout.width - x - sizes.node.width);
  });

  it("twice is as before", () => {
    expect(mirrored(mirrored(layout))).toEqual(layout);
  });
});
