import { applyEdits, type Definition, type EditOperation, walkSteps } from "@stepwell/core";
import { describe, expect, it } from "vitest";
import { bringBackEdits } from "./bring-back.ts";

const sum = (id: string) => ({ id, type: "calculate", config: {} });
const definition: Definition = {
  format: "stepwell/v1",
  name: "x",
  trigger: { type: "manual", config: {} },
  steps: [
    sum("a"),
    sum("b"),
    {
      id: "c",
      type: "loop",
      config: {},
      branches: [{ id: "body", steps: [sum("d"), sum("e")] }],
    },
    sum("f"),
  ],
};

function after(edits: readonly EditOperation[], from = definition): Definition {
  const result = applyEdits(from, edits);
  if (!result.ok) throw new Error(result.message);
  return result.definition;
}
const remove = (stepId: string): EditOperation => ({ op: "removeStep", stepId });
const idsOf = (one: Definition): string => [...walkSteps(one)].map(({ step }) => step.id).join(" ");

describe("removed steps that are brought back", () => {
  it.each([[["b"]], [["a", "b"]], [["a", "e", "f"]], [["c"]]])(
    "stand where they were: %j",
    (ids) => {
      const removed = after(ids.map(remove));
      expect(after(bringBackEdits(definition, ids), removed)).toEqual(definition);
    },
  );

  it("keep what was done meanwhile", () => {
    const edited = after([remove("b"), { op: "setConfig", stepId: "f", config: { x: 1 } }]);
    const back = after(bringBackEdits(definition, ["b"]), edited);
    expect(idsOf(back)).toBe("a b c d e f");
    expect(back.steps.at(-1)?.config).toEqual({ x: 1 });
  });

  it("cannot go into a branch that is gone", () => {
    const result = applyEdits(after([remove("c")]), bringBackEdits(definition, ["d"]));
    expect(result.ok).toBe(false);
  });

  it("leaves what was inside and was kept where it is by now", () => {
    const [body] = definition.steps[2]?.branches ?? [];
    const kept = { ...definition, steps: [sum("a"), ...(body?.steps.slice(0, 1) ?? [])] };
    const back = after(bringBackEdits(definition, ["c"], new Set(["a", "d"])), kept);
    expect(idsOf(back)).toBe("a d c e");
  });
});
