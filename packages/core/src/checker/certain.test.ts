import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../json.ts";
import { check, count, look, met, stop, told, trigger as hook } from "./sample-check.suite.ts";

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

describe("a variable that is read with a default, or asked whether it is there", () => {
  const never = (...path: string[]) => path.map((at) => `? variable_never_before ${at}`);
  const ask = (id: string, operator = "exists"): JsonObject => ({
    ...decide([]),
    id,
    config: { if: { left: "{{ vars.v }}", operator } },
  });
  const set = (id: string): JsonObject => declare(id, "v", 1);
  const repeat = (...steps: readonly JsonObject[]): JsonObject => ({
    id: "each",
    type: "repeat",
    config: { over: [1] },
    branches: [{ id: "body", steps }],
  });

  it("never has a value where no way gives it one before", () => {
    expect(check({ steps: [ask("a"), set("s")] })).toEqual([
      {
        severity: "warning",
        code: "variable_never_before",
        stepId: "a",
        path: "steps.0.config.if",
        message: "the variable “v” never has a value here",
        hint: "No step before gives it one: move the variable step before this place, or remove the variable.",
        variable: "vars.v",
      },
    ]);
    expect(told(check({ steps: [look("a", "{{ vars.v ?? 0 }}"), set("s")] }))).toEqual(
      never("steps.0.config.at"),
    );
    const when = { left: "{{ vars.v }}", operator: "exists" };
    expect(told(check({ trigger: { ...hook, when }, steps: [set("s")] }))).toEqual(
      never("trigger.when"),
    );
  });

  it("never has one in the other branch of a choice, but behind it", () => {
    const branches = [
      { id: "yes", steps: [set("s")] },
      { id: "no", steps: [ask("a")] },
    ];
    expect(told(check({ steps: [{ ...decide([]), branches }, ask("b")] }))).toEqual(
      never("steps.0.branches.1.steps.0.config.if"),
    );
    expect(told(check({ steps: [decide([both([[set("s")]])]), ask("b")] }))).toEqual([]);
  });

  it("may have one from beside it, or from the turn before", () => {
    expect(told(check({ steps: [both([[set("s")], [ask("a")]])] }))).toEqual([]);
    expect(told(check({ steps: [repeat(ask("a"), decide([set("s")]))] }))).toEqual([]);
    const only = { ...repeat(set("s")), config: { over: [1], only: "{{ vars.v ?? 0 }}" } };
    expect(told(check({ steps: [only] }))).toEqual([]);
    const over = { ...repeat(set("s")), config: { over: "{{ vars.v ?? [] }}" } };
    expect(told(check({ steps: [over] }))).toEqual(never("steps.0.config.over"));
  });

  it("may have one where what was tried has failed", () => {
    const branches = [
      { id: "error", steps: [ask("a")] },
      { id: "yes", steps: [set("s")] },
      { id: "no", steps: [ask("b")] },
    ];
    expect(told(check({ steps: [{ ...decide([]), onError: "branch", branches }] }))).toEqual(
      never("steps.0.branches.2.steps.0.config.if"),
    );
  });

  it("never has one in the error branch before it is set there, nor beside it", () => {
    const failing = (id: string, steps: readonly JsonObject[]): JsonObject => ({
      onError: "branch",
      branches: [
        { id, steps },
        { id: "error", steps: [look("e", "{{ vars.v ?? 0 }}"), set("s")] },
      ],
    });
    expect(told(check({ steps: [{ ...decide([]), ...failing("yes", []) }] }))).toEqual(
      never("steps.0.branches.1.steps.0.config.at"),
    );
    const beside = { ...both([]), ...failing("b0", [ask("a")]) };
    expect(told(check({ steps: [beside] }))).toEqual(
      never("steps.0.branches.0.steps.0.config.if", "steps.0.branches.1.steps.0.config.at"),
    );
    expect(told(check({ steps: [repeat(beside)] }))).toEqual([]);
  });

  it("may have one from a step that cannot be understood, where that could come before", () => {
    const broken: JsonObject = { id: "broken", type: "declare", config: { name: "v" } };
    const codes = (...steps: readonly JsonObject[]) => check({ steps }).map(({ code }) => code);
    const missing = ["missing_field"];
    expect(codes(broken, ask("a"), set("s"))).toEqual(missing);
    expect(codes(decide([broken]), ask("a"), set("s"))).toEqual(missing);
    expect(codes(repeat(ask("a"), broken), set("s"))).toEqual(missing);
    expect(codes(ask("a"), broken, set("s"))).toEqual(["variable_never_before", ...missing]);
    const off = { ...broken, disabled: true };
    expect(codes(off, ask("a"), set("s"))).toEqual(["variable_never_before"]);
  });

  it("may have one inside of what nobody understands, not from what is disabled", () => {
    const unknown = { ...repeat(ask("a"), set("s")), type: "nonsense" };
    expect(told(check({ steps: [unknown] }))).toEqual(["! unknown_step_type steps.0.type"]);
    const inside = repeat(ask("a"), { ...set("off"), disabled: true }, stop("x"));
    expect(told(check({ steps: [inside, set("s")] }))).toEqual(
      never("steps.0.branches.0.steps.0.config.if"),
    );
  });

  it("may have one behind a step that leaves its list", () => {
    expect(told(check({ steps: [both([[gate, set("s")]]), ask("a")] }))).toEqual([]);
    expect(told(check({ steps: [set("s"), gate, ask("a")] }))).toEqual([]);
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
