import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../json.ts";
import { check, count, look, met, told } from "./sample-check.suite.ts";

const declare = (id: string, name: string, value: Json): JsonObject => ({
  id,
  type: "declare",
  config: { name, value },
});
const both = (branches: readonly (readonly JsonObject[])[], more: JsonObject = {}): JsonObject => ({
  id: "both",
  type: "both",
  branches: branches.map((steps, index) => ({ id: `b${index}`, steps })),
  ...more,
});
const decide = (steps: readonly JsonObject[]): JsonObject => ({
  id: "decide",
  type: "decide",
  config: { if: met },
  branches: [{ id: "yes", steps }],
});
const gate: JsonObject = { id: "gate", type: "gate", config: { if: met } };

describe("what was done in branches", () => {
  it("is not certain where the failure of the step is handled", () => {
    const read = look("a", "{{ steps.in }}");
    expect(told(check({ steps: [both([[count("in", 1)]]), read] }))).toEqual([]);
    expect(
      told(check({ steps: [both([[count("in", 1)]], { onError: "continue" }), read] })),
    ).toEqual(["! step_not_certain steps.1.config.at"]);
  });

  it("is not certain in an error branch that never runs", () => {
    const step = both([[count("in", 1)]]);
    const branches = [
      { id: "b0", steps: [] },
      { id: "error", steps: [count("handled", 1)] },
    ];
    const steps = [{ ...step, branches }, look("a", "{{ steps.handled }}")];
    expect(told(check({ steps }))).toEqual([
      "? unused_branch steps.0",
      "! step_not_certain steps.1.config.at",
    ]);
  });

  it("is not certain behind a step that may leave its list", () => {
    const inside = [count("before", 1), gate, count("behind", 1), look("i", "{{ steps.behind }}")];
    const after = look("a", ["{{ steps.before }}", "{{ steps.gate }}", "{{ steps.behind }}"]);
    expect(check({ steps: [both([inside]), after] })).toMatchObject([
      {
        code: "step_not_certain",
        stepId: "a",
        message: "the step “behind” is not certainly done before this one",
        hint: 'It may not have run: give a default, as {{ steps.behind ?? "…" }}.',
      },
    ]);
  });

  it("is certain at the top behind such a step: what follows is left out as well", () => {
    expect(check({ steps: [gate, count("in", 1), look("a", "{{ steps.in }}")] })).toEqual([]);
  });

  it("has types though it is not certain", () => {
    const after = look("a", ["{{ steps.in.lst ?? 0 }}", "{{ steps.in.list ?? 0 }}"]);
    expect(check({ steps: [decide([look("in", 1)]), after] })).toMatchObject([
      { code: "unknown_field", hint: "Did you mean “list”?" },
    ]);
    const number = count("b", '{{ steps.in.list ?? "none" }}');
    expect(told(check({ steps: [decide([look("in", 1)]), number] }))).toEqual([
      "! type_mismatch steps.1.config.value",
    ]);
  });

  it("is never there for a branch beside, nor for a step before", () => {
    const steps = [both([[count("left", 1)], [look("right", "{{ steps.left ?? 0 }}")]])];
    expect(told(check({ steps }))).toEqual([
      "? step_never_before steps.0.branches.1.steps.0.config.at",
    ]);
    const beside = [both([[count("left", 1)], [look("right", "{{ steps.left }}")]])];
    expect(check({ steps: beside })).toMatchObject([
      { code: "step_not_certain", hint: "Move it before this step." },
    ]);
  });

  it("stays certain where a step of the same id is only possible", () => {
    const steps = [count("x", 1), decide([count("x", 1)]), count("a", "{{ steps.x }}")];
    expect(told(check({ steps }))).toEqual(["! duplicate_id steps.1.branches.0.steps.0"]);
    const twice = [both([[count("x", 1)], [decide([count("x", 2)])]]), count("a", "{{ steps.x }}")];
    expect(told(check({ steps: twice }))).toEqual([
      "! duplicate_id steps.0.branches.1.steps.0.branches.0.steps.0",
    ]);
  });
});

describe("a test for presence", () => {
  it("may ask for what is not certain", () => {
    const asks = (operator: string) =>
      told(
        check({
          steps: [
            decide([count("in", 1)]),
            {
              ...decide([]),
              id: "again",
              config: { if: { left: "{{ steps.in }}", operator } },
            },
          ],
        }),
      );
    expect(asks("exists")).toEqual([]);
    expect(asks("is_empty")).toEqual([]);
    expect(asks("is_true")).toContain("! step_not_certain steps.1.config.if");
  });
});

describe("a variable", () => {
  it("that several steps give a value to may hold each of them", () => {
    const steps = [
      declare("one", "found", null),
      decide([declare("two", "found", { total: 1 })]),
      look("a", ["{{ vars.found.total }}", "{{ vars.found.totl }}"]),
      count("b", "{{ vars.found }}"),
    ];
    expect(check({ steps })).toMatchObject([
      { code: "unknown_field", stepId: "a" },
      { code: "type_mismatch", message: "null or object is given where number is needed" },
    ]);
  });

  it("may be made of itself", () => {
    const steps = [
      declare("one", "sum", 0),
      declare("two", "sum", "{{ vars.sum }}"),
      count("a", "{{ vars.sum }}"),
    ];
    expect(check({ steps })).toEqual([]);
  });

  it("that one step gives a value to has its type, also where it is not certain", () => {
    const steps = [decide([declare("one", "v", "text")]), count("a", "{{ vars.v ?? 0 }}")];
    expect(check({ steps })).toEqual([]);
    const wrong = count("a", '{{ vars.v ?? "" }}');
    expect(told(check({ steps: [decide([declare("one", "v", "text")]), wrong] }))).toEqual([
      "! type_mismatch steps.1.config.value",
    ]);
  });
});

describe("item", () => {
  it("is there in the nested condition of a list operator only", () => {
    const where = { left: "{{ item.price }}", operator: "greater_than", right: 1 };
    const any = { left: "{{ trigger.lines }}", operator: "any_item", where };
    expect(check({ steps: [{ ...decide([]), config: { if: any } }] })).toEqual([]);
    expect(told(check({ steps: [look("a", "{{ item.price }}")] }))).toEqual([
      "! unknown_item steps.0.config.at",
    ]);
  });
});
