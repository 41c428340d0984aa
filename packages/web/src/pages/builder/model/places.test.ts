import type { Definition } from "@stepwell/core";
import { describe, expect, it } from "vitest";
import { layOut } from "../../../canvas/layout.ts";
import { slotsFor } from "../drag/drag-store.ts";
import { placedIn } from "./places.ts";

const step = (id: string) => ({ id, type: "calculate", config: { expression: "steps.s1 + 1" } });
const steps = (count: number) => Array.from({ length: count }, (_, at) => step(`s${at}`));
const definition: Definition = {
  format: "stepwell/v1",
  name: "x",
  trigger: { type: "manual", config: {} },
  steps: [
    ...steps(250),
    { ...step("all"), branches: [{ id: "body", steps: steps(500).slice(250) }] },
  ],
};

describe("the places of the steps of a large workflow", () => {
  it("are found by id", () => {
    expect(placedIn(definition, "s300")).toMatchObject({
      index: 50,
      branch: { stepId: "all", branchId: "body" },
    });
    expect(placedIn(definition, "none")).toBe(undefined);
    expect(placedIn(definition, "s0")).toBe(placedIn(definition, "s0"));
  });

  it("are walked once, however many slots ask for them", () => {
    const layout = layOut(definition, new Set());
    let walks = 0;
    const counted = new Proxy(definition, {
      get(target, key: keyof Definition) {
        if (key === "steps") walks += 1;
        return target[key];
      },
    });
    expect(slotsFor(layout, counted, ["s300"]).length).toBeGreaterThan(400);
    expect(walks).toBeLessThan(5);
  });
});
