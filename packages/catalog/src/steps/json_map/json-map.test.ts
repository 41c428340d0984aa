import {
  describeType,
  type Json,
  type JsonObject,
  type Path,
  readPath,
  typeAt,
  typeOfJson,
} from "@stepwell/core";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parsePath } from "../../sample/value-path.ts";
import { findingTexts, runToEnd, start } from "../../run-step.suite.ts";
import { jsonMap } from "./definition.ts";
import { readField } from "../../sample/read-field.ts";
import { pathsIn } from "./sample-fields.ts";

const order = {
  id: "o_1",
  total: null,
  "odd name": { "a.b": 1 },
  items: [
    { sku: "a", price: 5, tags: ["x", null] },
    null,
    { sku: null, price: 0, tags: [] },
    { sku: "c", tags: ["y"] },
  ],
  grid: [
    [1, 2],
    [3, null],
  ],
};

function mapped(fields: Json, more: JsonObject = {}): unknown {
  const config = { source: "{{ trigger }}", fields, ...more };
  const steps = [{ id: "map", type: "json_map", config }];
  return runToEnd({ steps, trigger: order }).steps["map"];
}

function valueAt(path: string, arrays = "collapse"): unknown {
  const output = mapped([{ name: "value", path }], { arrays });
  return (output as { readonly value: Json }).value;
}

describe("a JSON map", () => {
  it("gives names to what is at the paths", () => {
    const fields = [
      { name: "id", path: "id" },
      { name: "odd", path: '["odd name"]["a.b"]' },
      { name: "first", path: "items[0].price" },
      { name: "last", path: "items[-1].sku" },
    ];
    expect(mapped(fields)).toEqual({ id: "o_1", odd: 1, first: 5, last: "c" });
  });

  it("has every name, null or the default where nothing is found", () => {
    const fields = [
      { name: "none", path: "items[9].price" },
      { name: "missing", path: "customer.name", default: "{{ trigger.id }}" },
      { name: "total", path: "total", default: 0 },
      { name: "zero", path: "items[2].price", default: 7 },
    ];
    expect(mapped(fields)).toEqual({ none: null, missing: "o_1", total: 0, zero: 0 });
  });

  it("does not find what every object inherits", () => {
    expect(valueAt("constructor")).toBeNull();
    expect(valueAt("items.length")).toEqual([null, null, null, null]);
  });
});

describe("lists on the way of a path", () => {
  it.each<[string, Json]>([
    ["items.sku", ["a", null, null, "c"]],
    ["items.price", [5, null, 0, null]],
    ["items.tags", ["x", null, null, "y"]],
    [
      "grid",
      [
        [1, 2],
        [3, null],
      ],
    ],
    ["grid[1]", [3, null]],
    ["grid[1][0]", 3],
  ])("collapsed, %s is %j: nulls stay in place", (path, value) => {
    expect(valueAt(path)).toEqual(value);
  });

  it.each<[string, Json]>([
    ["items[0].sku", "a"],
    ["items[1].sku", null],
    ["items.sku", null],
    ["items", order.items],
    ["items[0].tags[1]", null],
    ["items[3].tags[0]", "y"],
  ])("by index, %s is %j", (path, value) => {
    expect(valueAt(path, "index")).toEqual(value);
  });

  it("may be the whole source", () => {
    const config = { source: [{ a: 1 }, { a: 2 }], fields: [{ name: "a", path: "a" }] };
    const steps = [{ id: "map", type: "json_map", config }];
    expect(runToEnd({ steps }).steps["map"]).toEqual({ a: [1, 2] });
  });

  it("keep their length: fields of one list stay side by side", () => {
    const item = fc.option(fc.record({ a: fc.option(fc.integer()) }, { requiredKeys: [] }));
    fc.assert(
      fc.property(fc.array(item), (list) => {
        const values = readField({ list }, ["list", "a"], "collapse");
        expect(values).toEqual(list.map((one) => one?.a ?? null));
      }),
    );
  });
});

describe("a source without structure", () => {
  it.each<readonly [Json, string]>([
    ["text", "text"],
    [5, "number"],
    [null, "null"],
  ])("%j fails", (value, given) => {
    const trigger = { value };
    const config = { source: "{{ trigger.value }}", fields: [{ name: "a", path: "a" }] };
    const { run } = start({ steps: [{ id: "map", type: "json_map", config }], trigger });
    expect(run.failure).toMatchObject({
      code: "invalid_value",
      message: `source gives ${given}; an object or a list is needed to take values out of.`,
    });
  });
});

describe("the types of the fields", () => {
  function outputType(config: JsonObject): ReturnType<typeof typeAt> {
    const result = jsonMap.compile(config);
    if (!result.ok) throw new Error(JSON.stringify(result.issues));
    const types = { typeOf: () => ({ kind: "unknown" }) as const };
    const { output } = result.compiled;
    return typeAt(
      output((expression) => expression.infer(types).type),
      [],
    );
  }

  const source = "{{ trigger }}";

  it("are those of the sample, field by field", () => {
    const fields = [
      { name: "id", path: "id" },
      { name: "prices", path: "items.price" },
      { name: "total", path: "total" },
      { name: "none", path: "none", default: 1 },
      { name: "id_or_number", path: "id", default: 1 },
    ];
    expect(outputType({ source, fields, sample: order })).toMatchObject({
      type: {
        fields: {
          id: { kind: "text" },
          prices: { kind: "list", item: { kind: "number" } },
          total: { kind: "unknown" },
          none: { kind: "unknown" },
          id_or_number: { kind: "union" },
        },
      },
    });
  });

  it("are unknown without one, and known where the source is", () => {
    const fields = [{ name: "a", path: "a" }];
    expect(outputType({ source, fields })).toMatchObject({
      type: { isOpen: false, fields: { a: { kind: "unknown" } } },
    });
    expect(outputType({ source: { a: "{{ trigger.x }}!" }, fields })).toMatchObject({
      type: { fields: { a: { kind: "text" } } },
    });
  });

  it("are checked in later steps", () => {
    const config = { source, fields: [{ name: "id", path: "id" }], sample: order };
    const later = { engine: "formula", expression: "steps.map.id * 2" };
    const steps = [
      { id: "map", type: "json_map", config },
      { id: "twice", type: "calculate", config: later },
    ];
    expect(findingTexts({ steps })).toEqual(["error type_mismatch at steps.1.config.expression"]);
  });

  it("cost the history of a run nothing", () => {
    const config = { source, fields: [{ name: "id", path: "id" }], sample: order };
    const [stepRun] = start({
      steps: [{ id: "map", type: "json_map", config }],
      trigger: order,
    }).stepRuns();
    expect(stepRun?.input).not.toHaveProperty("sample");
  });
});

describe("the paths of a sample", () => {
  const sample = { id: 7, items: [{ sku: "a" }, { sku: "b", size: [1, 2] }], none: null };

  function listed(value: Json, lists: "collapse" | "index"): readonly string[] {
    return pathsIn(value, lists).map(({ path, type }) => `${path}: ${describeType(type)}`);
  }

  it("have their types; fields of a list come from all of its items", () => {
    expect(listed(sample, "collapse")).toEqual([
      "id: number",
      "items: list of object or object",
      "items.sku: list of text",
      "items.size: list of number",
      "none: anything",
    ]);
    expect(listed([{ a: 1 }], "collapse")).toEqual(["a: list of number"]);
  });

  it("lead to single items where lists are read by index", () => {
    expect(listed(sample, "index")).toEqual([
      "id: number",
      "items: list of object or object",
      "items[0].sku: text",
      "items[1].sku: text",
      "items[1].size: list of number",
      "items[1].size[0]: number",
      "items[1].size[1]: number",
      "none: anything",
    ]);
  });

  it("are found again by reading, and bounded", () => {
    const paths = (value: Json): readonly Path[] =>
      pathsIn(value, "index").map(({ path }) => parsePath(path) ?? []);
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const json = value as Json;
        for (const path of paths(json)) expect(readPath(json, path)).not.toBeUndefined();
      }),
    );
    const long = Object.fromEntries(Array.from({ length: 900 }, (_, index) => [`k${index}`, 1]));
    expect(pathsIn(long, "collapse")).toHaveLength(500);
    expect(typeOfJson(long).kind).toBe("object");
  });
});

describe("the checker of JSON maps", () => {
  const a = { name: "a", path: "a" };

  it.each<readonly [JsonObject, string]>([
    [{ fields: [a] }, "source"],
    [{ source: {}, fields: [] }, "fields"],
    [{ source: {}, fields: [a, { name: "a", path: "b" }] }, "fields.1.name"],
    [{ source: {}, fields: [{ name: "a b", path: "a" }] }, "fields.0.name"],
    [{ source: {}, fields: [{ name: "__proto__", path: "a" }] }, "fields.0.name"],
    [{ source: {}, fields: [{ name: "a", path: "a..b" }] }, "fields.0.path"],
    [{ source: {}, fields: [{ name: "a", path: "" }] }, "fields.0.path"],
    [{ source: {}, fields: [a], arrays: "drop" }, "arrays"],
  ])("refuses %j", (config, path) => {
    const result = jsonMap.compile(config);
    expect(result.ok ? [] : result.issues.map((issue) => issue.path.join("."))).toContain(path);
  });
});

describe("a JSON map of a large value", () => {
  it("is refused where it gives it under many names", () => {
    const trigger = { text: "x".repeat(1024 * 1024 - 20) };
    const fields = Array.from({ length: 200 }, (_, index) => ({ name: `n${index}`, path: "text" }));
    const config = { source: "{{ trigger }}", fields };
    const { run } = start({ steps: [{ id: "map", type: "json_map", config }], trigger });
    expect(run.failure).toMatchObject({ code: "limit_reached", stepId: "map" });
  });
});
