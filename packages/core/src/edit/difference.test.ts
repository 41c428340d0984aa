import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../json.ts";
import { applyEdits } from "./apply-edits.ts";
import { difference } from "./difference.ts";
import { editOperationSchema } from "./operations.ts";
import { anyDefinition, definitionWith } from "./sample-definition.suite.ts";

const definition = definitionWith({
  steps: [
    { id: "one", type: "calc" },
    {
      id: "fork",
      type: "fork",
      branches: [
        { id: "left", steps: [{ id: "two", type: "calc" }] },
        { id: "right", steps: [] },
      ],
    },
    { id: "three", type: "calc" },
  ],
});

function changes(...edits: readonly JsonObject[]): readonly (readonly (Json | undefined)[])[] {
  const result = applyEdits(
    definition,
    edits.map((edit) => editOperationSchema.parse(edit)),
  );
  if (!result.ok) return [[result.message]];
  return difference(definition, result.definition).map(({ kind, stepId, path, before, after }) => [
    kind,
    stepId,
    path,
    ...(before === undefined ? [] : [before]),
    ...(after === undefined ? [] : [after]),
  ]);
}

const top = (after: string | null) => ({ branch: null, after });
const left = { stepId: "fork", branchId: "left" };

describe("the difference of two definitions", () => {
  it("of the same one is nothing", () => {
    expect(difference(definition, structuredClone(definition))).toEqual([]);
  });

  it("names a step that was added or removed, with all of it", () => {
    const step = { id: "new", type: "calc", config: {} };
    expect(changes({ op: "insertStep", step, at: { index: 0 } })).toEqual([
      ["step_added", "new", "steps.0", step],
    ]);
    expect(changes({ op: "removeStep", stepId: "one" })).toEqual([
      ["step_removed", "one", "steps.0", { id: "one", type: "calc", config: {} }],
    ]);
  });

  it("names a step that was moved, in its list or to another one", () => {
    expect(changes({ op: "moveStep", stepId: "three", to: { index: 0 } })).toEqual([
      ["step_moved", "three", "steps.0", top("fork"), top(null)],
    ]);
    expect(changes({ op: "moveStep", stepId: "three", to: { branch: left, index: 1 } })).toEqual([
      [
        "step_moved",
        "three",
        "steps.1.branches.0.steps.1",
        top("fork"),
        { branch: left, after: "two" },
      ],
    ]);
  });

  it("of one move names one step, however many it passes", () => {
    const steps = ["a", "b", "c", "d", "e", "f"].map((id) => ({ id, type: "calc" }));
    const row = definitionWith({ steps });
    const places = fc.tuple(fc.nat(5), fc.nat(5)).filter(([from, to]) => from !== to);
    fc.assert(
      fc.property(places, ([from, to]) => {
        const stepId = row.steps[from]?.id ?? "";
        const moved = applyEdits(row, [{ op: "moveStep", stepId, to: { index: to } }]);
        const found = difference(row, moved.ok ? moved.definition : row);
        expect(found.map(({ kind }) => kind)).toEqual(["step_moved"]);
        // Of two that change places, either may be said to have moved.
        if (Math.abs(from - to) > 1) expect(found[0]?.stepId).toBe(stepId);
      }),
    );
  });

  it("names what changed in a step", () => {
    expect(changes({ op: "setConfig", stepId: "two", config: { of: [1] } })).toEqual([
      ["step_config_changed", "two", "steps.1.branches.0.steps.0", {}, { of: [1] }],
    ]);
    expect(changes({ op: "updateStep", stepId: "one", set: { type: "act" } })).toEqual([
      ["step_type_changed", "one", "steps.0", { type: "calc" }, { type: "act" }],
    ]);
    const policy = { retry: null, timeout: null, onError: "fail" };
    expect(changes({ op: "updateStep", stepId: "one", set: { onError: "continue" } })).toEqual([
      ["step_policy_changed", "one", "steps.0", policy, { ...policy, onError: "continue" }],
    ]);
    const details = { title: null, disabled: false, note: null };
    const aside = { disabled: true, note: "Until May" };
    expect(changes({ op: "updateStep", stepId: "one", set: aside })).toEqual([
      ["step_details_changed", "one", "steps.0", details, { ...details, ...aside }],
    ]);
    expect(changes({ op: "updateStep", stepId: "one", set: { disabled: false } })).toEqual([]);
  });

  it("names a step whose branches changed", () => {
    const edit = { op: "updateBranch", stepId: "fork", branchId: "right", set: { title: "R" } };
    const branch = (id: string, title: Json) => ({ id, title, when: null });
    expect(changes(edit)).toEqual([
      [
        "branches_changed",
        "fork",
        "steps.1",
        [branch("left", null), branch("right", null)],
        [branch("left", null), branch("right", "R")],
      ],
    ]);
  });

  it("names changes of trigger, details and settings", () => {
    const named = changes(
      { op: "setTrigger", trigger: { type: "other" } },
      { op: "setDetails", set: { name: "New", description: "D", folder: "F", tags: ["t"] } },
      { op: "setSettings", settings: { cycleLimit: 2 } },
    );
    expect(named).toEqual([
      [
        "trigger_changed",
        null,
        "trigger",
        { type: "begin", config: {} },
        { type: "other", config: {} },
      ],
      [
        "details_changed",
        null,
        "",
        { name: "Sample", description: null, folder: null, tags: [] },
        { name: "New", description: "D", folder: "F", tags: ["t"] },
      ],
      ["settings_changed", null, "settings", {}, { cycleLimit: 2 }],
    ]);
    const set = definitionWith({ settings: { cycleLimit: 2 } });
    expect(difference(set, definitionWith({}))).toMatchObject([{ kind: "settings_changed" }]);
  });

  it("of any definition and itself is nothing, and an insertion is the only change", () => {
    const step = { id: "n1", type: "calc", config: {} };
    fc.assert(
      fc.property(anyDefinition, fc.nat({ max: 4 }), (given, index) => {
        expect(difference(given, given)).toEqual([]);
        const result = applyEdits(given, [{ op: "insertStep", step, at: { index } }]);
        const kinds = result.ok ? difference(given, result.definition).map(({ kind }) => kind) : [];
        expect(kinds).toEqual(["step_added"]);
      }),
    );
  });
});
