import { describe, expect, it } from "vitest";
import { count, look, met, trigger } from "../checker/sample-check.suite.ts";
import { registry } from "../checker/sample-registry.suite.ts";
import { definitionWith } from "../edit/sample-definition.suite.ts";
import type { Json, JsonObject } from "../json.ts";
import type { Variable } from "./variable.ts";
import { variablesAt, type VariablesOptions } from "./variables-at.ts";

const definition: JsonObject = { trigger, steps: [count("one", 1)] };

function at(options: VariablesOptions, parts: JsonObject = definition): readonly Variable[] {
  return variablesAt(definitionWith(parts), registry, options) ?? [];
}

/** `?` marks what may be missing. */
function told(variables: readonly Variable[]): readonly string[] {
  return variables.map(({ path, type, isCertain }) => `${isCertain ? "" : "?"}${path}: ${type}`);
}

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

  it("of a choice are what its branch would see, where it says so", () => {
    const within = (type: string, config: JsonObject, id: string) => {
      const steps = [{ id: "c", type, config, branches: [{ id, steps: [count("in", 1)] }] }];
      return of("scopes.c", at({ at: { stepId: "in" } }, { ...parts, steps }));
    };
    expect(within("choose", {}, "big")?.children).toMatchObject([
      { title: "taken", sample: "big" },
    ]);
    expect(within("decide", { if: met }, "yes")).not.toHaveProperty("children");
  });

  it("of a loop that has no branch yet are there for its own fields", () => {
    const steps = [{ id: "r", type: "repeat", config: { over: [7] } }];
    const [scope] = at({ at: { stepId: "r", isInside: true } }, { ...parts, steps });
    expect(scope?.children?.[0]).toMatchObject({ path: "scopes.r.item", sample: 7 });
  });

  it("of a failure are none", () => {
    const branches = [{ id: "error", steps: [count("in", 1)] }];
    const mail = { id: "mail", type: "send", config: { to: "x" }, onError: "branch", branches };
    const [scope] = at({ at: { stepId: "in" } }, { ...parts, steps: [mail] });
    expect(told(scope?.children ?? [])).toEqual(["scopes.mail.error: object"]);
    expect(scope?.children?.[0]?.children?.[0]).not.toHaveProperty("sample");
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
