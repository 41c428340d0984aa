import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Definition, definitionSchema } from "../definition.ts";
import { applyEdits } from "./apply-edits.ts";
import { type EditOperation, editOperationSchema } from "./operations.ts";
import { anyDefinition } from "./sample-definition.suite.ts";
import { findStep, walkSteps } from "./tree.ts";

const stepId = fc.constantFrom("s1", "s2", "s3", "s9");
const branchId = fc.constantFrom("b0", "b1", "b9");
const place = fc.record(
  { index: fc.nat({ max: 3 }), branch: fc.record({ stepId, branchId }) },
  { requiredKeys: ["index"] },
);
const newStep = fc.record({ id: fc.constantFrom("s1", "n1", "n2"), type: fc.constant("calc") });
const op = (name: EditOperation["op"], fields: object) =>
  fc.record({ op: fc.constant(name), ...fields }) as fc.Arbitrary<unknown>;
const anyEdit = fc
  .oneof(
    op("insertStep", { step: newStep, at: place }),
    op("removeStep", { stepId }),
    op("moveStep", { stepId, to: place }),
    op("renameStep", { stepId, newId: fc.constantFrom("s1", "n3") }),
    op("setConfig", { stepId, config: fc.constant({ of: ["{{ steps.s2 }}"] }) }),
    op("addBranch", {
      stepId,
      branch: fc.record({ id: branchId, steps: fc.constant([]) }),
      index: fc.nat({ max: 2 }),
    }),
    op("removeBranch", { stepId, branchId }),
    op("updateBranch", { stepId, branchId, set: fc.constant({ title: "T" }) }),
  )
  .map((edit) => editOperationSchema.parse(edit));

function idsOf(definition: Definition): readonly string[] {
  return [...walkSteps(definition)].map(({ step }) => step.id);
}

describe("any edits", () => {
  it("keep a definition valid in shape with unique ids, or are refused; nothing given is changed", () => {
    fc.assert(
      fc.property(anyDefinition, fc.array(anyEdit, { maxLength: 6 }), (given, edits) => {
        const before = JSON.stringify(given);
        const result = applyEdits(given, edits);
        expect(JSON.stringify(given)).toBe(before);
        const after = result.ok ? result.definition : given;
        expect(definitionSchema.safeParse(after).success).toBe(true);
        expect(new Set(idsOf(after)).size).toBe(idsOf(after).length);
      }),
      { numRuns: 1000 },
    );
  });

  it("are the same together as one by one, and the first impossible one is told", () => {
    const row = fc
      .tuple(place, fc.array(fc.constantFrom("n1", "n2", "n3", "s1", "s2"), { maxLength: 4 }))
      .map(([at, ids]) =>
        ids.map((id, offset) =>
          editOperationSchema.parse({
            op: "insertStep",
            step: { id, type: "calc", config: {} },
            at: { ...at, index: at.index + offset },
          }),
        ),
      );
    const rows = fc.array(fc.oneof(row, fc.tuple(anyEdit)), { maxLength: 4 });
    fc.assert(
      fc.property(anyDefinition, rows, (given, nested) => {
        const edits = nested.flat();
        let after: Definition | string = given;
        for (const [index, edit] of edits.entries()) {
          if (typeof after === "string") break;
          const result = applyEdits(after, [edit]);
          after = result.ok ? result.definition : `${index}: ${result.message}`;
        }
        const together = applyEdits(given, edits);
        expect(
          together.ok ? together.definition : `${together.index}: ${together.message}`,
        ).toEqual(after);
      }),
      { numRuns: 1000 },
    );
  });

  it("an insertion and its removal give back the definition", () => {
    const step = { id: "n1", type: "calc", config: {} };
    fc.assert(
      fc.property(anyDefinition, place, (given, at) => {
        const result = applyEdits(given, [
          editOperationSchema.parse({ op: "insertStep", step, at }),
          { op: "removeStep", stepId: "n1" },
        ]);
        expect(result.ok ? result.definition : given).toEqual(given);
      }),
      { numRuns: 1000 },
    );
  });

  it("a move and the move back give back the definition", () => {
    fc.assert(
      fc.property(anyDefinition, stepId, place, (given, id, to) => {
        const from = findStep(given, id);
        const back = { index: from?.index ?? 0, ...(from?.branch && { branch: from.branch }) };
        const result = applyEdits(given, [
          editOperationSchema.parse({ op: "moveStep", stepId: id, to }),
          { op: "moveStep", stepId: id, to: back },
        ]);
        expect(result.ok ? result.definition : given).toEqual(given);
      }),
      { numRuns: 1000 },
    );
  });

  it("a rename and the rename back give back the definition", () => {
    fc.assert(
      fc.property(anyDefinition, stepId, (given, id) => {
        const there = applyEdits(given, [{ op: "renameStep", stepId: id, newId: "n1" }]);
        const after = there.ok ? there.definition : given;
        expect(JSON.stringify(after)).not.toContain(there.ok ? `"${id}"` : "n1");
        const back = applyEdits(after, [{ op: "renameStep", stepId: "n1", newId: id }]);
        expect(back.ok ? back.definition : given).toEqual(given);
      }),
      { numRuns: 1000 },
    );
  });
});
