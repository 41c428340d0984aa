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
    expect(told(at({ at: "trigger" }))).toEqual([
      "trigger: object",
      "previous: object",
      "?vars.last: number",
      "?vars.total: object",
      ...always,
    ]);
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

describe("samples", () => {
  const of = (root: string, variables: readonly Variable[]) =>
    variables.find(({ path }) => path === root);
  const parts: JsonObject = { trigger: { type: "begin" }, steps: [look("one", 1)] };

  it("give values, and fields where the type does not say them", () => {
    const body: Json = { "content-type": "json", lines: [{ price: 1 }, { price: 2 }], note: null };
    const trigger = of("trigger", at({ samples: { trigger: body } }, parts));
    expect(trigger).toMatchObject({ kind: "object", type: "object" });
    expect(trigger?.children).toEqual([
      {
        root: "trigger",
        path: 'trigger["content-type"]',
        title: "content-type",
        kind: "text",
        type: "text",
        isCertain: true,
        sample: "json",
      },
      {
        root: "trigger",
        path: "trigger.lines",
        title: "lines",
        kind: "list",
        type: "list of object",
        isCertain: true,
        children: [
          {
            root: "trigger",
            path: "trigger.lines.price",
            title: "price",
            kind: "list",
            type: "list of number",
            isCertain: true,
            sample: [1, 2],
          },
        ],
      },
      expect.objectContaining({ path: "trigger.note", kind: "unknown", sample: null }),
    ]);
  });

  it("are those of the trigger's config until an event has come", () => {
    expect(told(of("trigger", at({}, parts))?.children ?? [])).toEqual(["trigger.order: object"]);
  });

  it("are the outputs of steps, the old values, the event, and names of the environment", () => {
    const samples = {
      steps: { one: { at: "x", list: [] }, two: 1 },
      previous: { status: "open" },
      event: { id: "evt_1", data: { a: 1 } },
      envNames: ["shop"],
    };
    const all = at({ samples }, { ...definition, steps: [look("one", 1)] });
    expect(of("steps.one", all)?.children).toMatchObject([
      { path: "steps.one.at", kind: "number", sample: "x" },
      { path: "steps.one.list", children: [{ path: "steps.one.list.sku" }] },
    ]);
    expect(of("previous", all)?.children).toMatchObject([{ kind: "text", sample: "open" }]);
    expect(of("event", all)?.children?.[0]).toMatchObject({ sample: "evt_1" });
    expect(of("event", all)?.children?.at(-1)).toMatchObject({
      path: "event.data",
      children: [{ path: "event.data.a", kind: "number", sample: 1 }],
    });
    expect(of("env", all)?.children).toMatchObject([{ path: "env.shop", kind: "text" }]);
    expect(of("workflow", all)?.children?.[1]).toMatchObject({ sample: "Sample" });
  });

  it("of steps are what their configs say until they have run", () => {
    const steps = [{ id: "mail", type: "send", config: { to: "x" } }];
    const statusOf = (options: VariablesOptions) =>
      of("steps.mail", at(options, { ...parts, steps }))?.children?.[0]?.sample;
    expect(statusOf({})).toBe(200);
    expect(statusOf({ samples: { steps: { mail: { status: 202 } } } })).toBe(202);
  });

  it("of a loop are its first item, also of a loop in a loop", () => {
    const inner = {
      id: "inner",
      type: "repeat",
      config: { over: "{{ scopes.outer.item.tags }}" },
      branches: [{ id: "body", steps: [count("in", 1)] }],
    };
    const steps = (list: Json) => [
      { id: "all", type: "send", config: { to: "x" } },
      {
        id: "outer",
        type: "repeat",
        config: { over: list },
        branches: [{ id: "body", steps: [inner] }],
      },
    ];
    const itemsAt = (list: Json, trigger: Json) => {
      const options = { at: { stepId: "in" }, samples: { trigger, previous: { lines: [] } } };
      const all = at(options, { ...parts, steps: steps(list) });
      return ["scopes.inner", "scopes.outer"].map((path) => of(path, all)?.children?.[0]?.sample);
    };
    const lines = [{ tags: ["new", "red"] }, { tags: [] }];
    expect(itemsAt("{{ trigger.lines.tags }}", { lines })).toEqual([undefined, "new"]);
    expect(itemsAt("{{ trigger.rows }}", { rows: [{ tags: ["new"] }] })).toEqual([
      "new",
      undefined,
    ]);
    expect(itemsAt("{{ trigger.rows }}", { rows: [] })).toEqual([undefined, undefined]);
    expect(itemsAt("{{ steps.all.status }}", {})).toEqual([undefined, undefined]);
    expect(itemsAt("{{ vars.none ?? 1 }}", {})).toEqual([undefined, undefined]);
    expect(itemsAt("{{ previous.lines }}", {})).toEqual([undefined, undefined]);
  });

  it("are short", () => {
    const trigger = {
      long: "x".repeat(300),
      few: ["y".repeat(300), null],
      many: [1, 2, 3, 4, 5, 6],
      objects: [{}],
      when: "now",
    };
    const { children = [] } = of("trigger", at({ samples: { trigger } }, parts)) ?? {};
    expect(children.map(({ sample }) => sample)).toEqual([
      `${"x".repeat(200)}…`,
      [`${"y".repeat(200)}…`, null],
      undefined,
      undefined,
      "now",
    ]);
  });

  it("of a list that was empty, or of lists in lists, are read as a run reads them", () => {
    const trigger = { rows: [[{ a: 1 }], [{ a: 2, b: [3] }]], none: [] };
    const { children = [] } = of("trigger", at({ samples: { trigger } }, parts)) ?? {};
    expect(told(children[0]?.children ?? [])).toEqual([
      "trigger.rows.a: list of number",
      "trigger.rows.b: list of number",
    ]);
    expect(children[1]).not.toHaveProperty("children");
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
