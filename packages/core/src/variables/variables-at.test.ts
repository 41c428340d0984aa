import { describe, expect, it } from "vitest";
import { check, count, look, met, trigger } from "../checker/sample-check.suite.ts";
import { registry } from "../checker/sample-registry.suite.ts";
import { definitionWith } from "../edit/sample-definition.suite.ts";
import type { Json, JsonObject } from "../json.ts";
import type { Variable } from "./variable.ts";
import { variablesAt, type VariablesOptions } from "./variables-at.ts";

const definition: JsonObject = {
  trigger,
  steps: [
    count("one", 1),
    {
      id: "each",
      type: "repeat",
      title: "Each line",
      config: { over: "{{ trigger.lines }}", only: "{{ scopes.each.item.price }}" },
      branches: [
        {
          id: "body",
          steps: [look("in", 1), { id: "v", type: "declare", config: { name: "last", value: 1 } }],
        },
      ],
    },
    {
      id: "decide",
      type: "decide",
      config: { if: met },
      branches: [{ id: "yes", steps: [count("maybe", 1)] }],
    },
    { id: "w", type: "declare", config: { name: "total", value: { amount: 5 } } },
    count("last", 1),
  ],
};

function at(options: VariablesOptions, parts: JsonObject = definition): readonly Variable[] {
  return variablesAt(definitionWith(parts), registry, options) ?? [];
}

/** `?` marks what may be missing. */
function told(variables: readonly Variable[]): readonly string[] {
  return variables.map(({ path, type, isCertain }) => `${isCertain ? "" : "?"}${path}: ${type}`);
}

const always = [
  "env: object",
  "event: object",
  "run: object",
  "workflow: object",
  "now: date-time",
  "today: date",
  "ranges: object",
];

describe("what can be read", () => {
  it("at a step is what was done before it, the nearest first", () => {
    expect(told(at({ at: { stepId: "last" } }))).toEqual([
      "steps.w: object",
      "steps.decide: null",
      "?steps.maybe: number",
      "steps.each: object",
      "?steps.v: number",
      "?steps.in: object",
      "steps.one: number",
      "trigger: object",
      "previous: object",
      "vars.total: object",
      "?vars.last: number",
      ...always,
    ]);
  });

  it("in a loop is its scope as well, at the end of its branch and in fields inside", () => {
    const scope = "scopes.each: object";
    expect(told(at({ at: { stepId: "each" } }))).not.toContain(scope);
    expect(told(at({ at: { stepId: "each", isInside: true } })).slice(0, 2)).toEqual([
      scope,
      "steps.one: number",
    ]);
    expect(told(at({ at: { stepId: "each", branchId: "body" } })).slice(0, 4)).toEqual([
      scope,
      "steps.v: number",
      "steps.in: object",
      "steps.one: number",
    ]);
    const [each] = at({ at: { stepId: "in" } });
    expect(each).toMatchObject({ title: "Each line", step: { id: "each", type: "repeat" } });
    expect(told(each?.children ?? [])).toEqual([
      "scopes.each.item: object",
      "scopes.each.index: number",
      "scopes.each.met: anything",
    ]);
  });

  it("in the trigger's condition is no step", () => {
    expect(told(at({ at: "trigger" }))).toEqual(["trigger: object", "previous: object", ...always]);
  });

  it("at the end is all that was done", () => {
    expect(told(at({})).slice(0, 2)).toEqual(["steps.last: number", "steps.w: object"]);
  });

  it("is nothing where there is no such place", () => {
    const of = (options: VariablesOptions) =>
      variablesAt(definitionWith(definition), registry, options);
    expect(of({ at: { stepId: "nobody" } })).toBeUndefined();
    expect(of({ at: { stepId: "each", branchId: "nobody" } })).toBeUndefined();
    expect(of({ under: "steps.nobody" })).toBeUndefined();
    expect(of({ under: "trigger.nobody" })).toBeUndefined();
    expect(of({ under: "not a path" })).toBeUndefined();
  });

  it("is not the old values of events that have none", () => {
    const parts = { trigger: { type: "begin" } };
    expect(told(at({}, parts))).not.toContain("previous: object");
    expect(check({ ...parts, steps: [look("a", "{{ previous.x }}")] })).toMatchObject([
      { severity: "warning", code: "no_previous" },
    ]);
  });

  it("is known in a definition that is not right yet", () => {
    const steps = [
      { id: "odd", type: "mystery", branches: [{ id: "b", steps: [count("in", 1)] }] },
      count("bad", "no number"),
    ];
    expect(told(at({}, { trigger: { type: "no" }, steps })).slice(0, 4)).toEqual([
      "steps.bad: anything",
      "steps.odd: anything",
      "?steps.in: number",
      "trigger: anything",
    ]);
    expect(told(at({ at: { stepId: "in" } }, { steps })).slice(0, 1)).toEqual([
      "scopes.odd: anything",
    ]);
    expect(at({ at: { stepId: "odd", isInside: true } }, { steps })).not.toEqual([]);
  });
});

describe("a large tree", () => {
  const wide = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`f${index}`, index]));
  const parts: JsonObject = { trigger: { type: "begin" } };
  const find = (all: readonly Variable[]) => all.find(({ root }) => root === "trigger");

  it("tells how it goes on, and goes on where it is asked", () => {
    const samples = { trigger: { deep: { wide }, wide } };
    const { children: [deep, fields] = [] } = find(at({ samples }, parts)) ?? {};
    expect(fields?.children).toHaveLength(100);
    expect(fields?.hasMore).toBe(true);
    expect(deep?.hasMore).toBeUndefined();
    const [under] = at({ samples, under: "trigger.wide" }, parts);
    expect(under).toMatchObject({ path: "trigger.wide", title: "wide" });
    expect(under?.children).toHaveLength(300);
    expect(under?.hasMore).toBeUndefined();
  });

  it("has a bound, and is cut where it is deepest", () => {
    const level = (inner: Json): Json =>
      Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`k${index}`, inner]));
    const all = at({ samples: { trigger: level(level(level(1))) } }, parts);
    const size = (list: readonly Variable[]): number =>
      list.reduce((sum, { children = [] }) => sum + 1 + size(children), 0);
    expect(size(all)).toBeLessThanOrEqual(1000 + all.length);
    const { children = [] } = find(all) ?? {};
    expect(children).toHaveLength(40);
    expect(children.at(-1)).toMatchObject({ hasMore: true });
  });

  it("ends where a path would be too long to be written", () => {
    let deep: Json = 1;
    for (let depth = 0; depth < 40; depth += 1) deep = { a: deep };
    let at32: Variable | undefined = find(at({ samples: { trigger: deep } }, parts));
    let depth = 0;
    while (at32?.children) {
      [at32] = at32.children;
      depth += 1;
    }
    expect(depth).toBe(32);
  });

  it("can be asked for one whole variable", () => {
    expect(at({ under: "steps.one" })).toMatchObject([{ path: "steps.one", title: "one" }]);
    expect(at({ under: "now" })).toMatchObject([{ path: "now", title: "Now" }]);
    expect(at({ under: "trigger.lines[0]" })[0]).toMatchObject({
      path: "trigger.lines[0]",
      type: "object",
    });
  });
});
