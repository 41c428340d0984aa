import { stepTypes } from "@stepwell/catalog";
import type { Definition } from "@stepwell/core";
import { expect, it } from "vitest";
import { suggestedTypes } from "./suggested.ts";

const workflow = (trigger: string, ...types: readonly string[]): Definition => ({
  format: "stepwell/v1",
  name: "x",
  trigger: { type: trigger, config: {} },
  steps: types.map((type, index) => ({ id: `s${index}`, type, config: {} })),
});

it("suggests by the step before, and by the trigger where there is none", () => {
  expect(suggestedTypes(workflow("webhook", "http"), { index: 0 })[0]).toBe("condition");
  expect(suggestedTypes(workflow("webhook", "http"), { index: 1 })).toContain("json_map");
  expect(suggestedTypes(workflow("schedule"), { index: 0 })).toContain("loop");
  expect(suggestedTypes(workflow("some_extension"), { index: 0 })).toHaveLength(3);
});

it("suggests types that there are", () => {
  const known = new Set<string>(stepTypes.map(({ type }) => type));
  for (const type of known)
    for (const found of suggestedTypes(workflow("manual", type), { index: 1 }))
      expect(known).toContain(found);
});
