import type { Json, JsonObject } from "@stepwell/core";
import { describe, expect, it } from "vitest";
import { useGuestSteps } from "../../guest/guest-step.suite.ts";
import { calculate, findingTexts } from "../../run-step.suite.ts";
import { jsonQuery } from "./definition.ts";
import { shapeResult } from "./shape-result.ts";

const guest = useGuestSteps();

const people: Json = [
  { name: "Ann", age: 31, home: { city: "Oslo" } },
  { name: "Bob", age: 25 },
  { name: "Cid", age: 44, home: { city: null } },
];
const given = { trigger: { people, least: 30 } };

function step(config: JsonObject): JsonObject {
  return { id: "a", type: "json_query", config: { source: "{{ trigger.people }}", ...config } };
}

describe("a query", () => {
  it.each<[JsonObject, Json]>([
    [{ expression: "[?age > `30`].name" }, ["Ann", "Cid"]],
    [{ engine: "jmespath", expression: "[0].home.city" }, "Oslo"],
    [{ engine: "jmespath", expression: "[7]" }, null],
    [{ engine: "jsonpath", expression: "$[?@.age > 30].name" }, ["Ann", "Cid"]],
    [{ engine: "jsonpath", expression: "$[0].name" }, ["Ann"]],
    [{ engine: "jsonpath", expression: "$.nothing" }, []],
    [{ engine: "jsonata", expression: "$sum(age)" }, 100],
    [{ engine: "jsonata", expression: "$[age > 30].name" }, ["Ann", "Cid"]],
  ])("%j", async (config, output) => {
    expect(await guest.output(step(config), given)).toEqual(output);
  });

  it("in JSONata sees its variables", async () => {
    const config = {
      engine: "jsonata",
      expression: "$[age > $least].(name & $tail)",
      variables: { least: "{{ trigger.least }}", tail: "!" },
    };
    expect(await guest.output(step(config), given)).toEqual(["Ann!", "Cid!"]);
  });

  it("asks nothing of a source that does not exist: it is null", async () => {
    const config = { source: "{{ trigger.nothing }}", expression: "a.b" };
    expect(await guest.output(step(config))).toBeNull();
  });

  it("gives its result the names of a model", async () => {
    const model = [
      { name: "who", path: "name" },
      { name: "city", path: "home.city", default: "{{ trigger.least }}" },
    ];
    const all = await guest.output(step({ expression: "@", model }), given);
    expect(all).toEqual([
      { who: "Ann", city: "Oslo" },
      { who: "Bob", city: 30 },
      { who: "Cid", city: 30 },
    ]);
    const one = await guest.output(step({ expression: "[0]", model }), given);
    expect(one).toEqual({ who: "Ann", city: "Oslo" });
  });
});

describe("the model of a query", () => {
  const model = [{ name: "n", path: "a[0].b" }];

  it("leaves nothing as nothing, and keeps the places of a list", () => {
    expect(shapeResult(null, model, 100)).toBeNull();
    expect(shapeResult([], model, 100)).toEqual([]);
    expect(shapeResult([{ a: [{ b: 1 }] }, null, 5], model, 100)).toEqual([
      { n: 1 },
      { n: null },
      { n: null },
    ]);
  });

  it("stops where it has become too large, however often it names the same", () => {
    const found = { list: Array.from({ length: 200_000 }, () => ({})) };
    const many = Array.from({ length: 200 }, (_, n) => ({ name: `f${n}`, path: "list.nothing" }));
    const start = performance.now();
    expect(() => shapeResult(found, many, 2 ** 20)).toThrow("stepOutputBytesMax (1048576)");
    expect(performance.now() - start).toBeLessThan(1000);
  });

  it("does not fit a single value", () => {
    expect(() => shapeResult("text", model, 100)).toThrow("The query gives text");
  });
});

describe("a query that goes wrong", () => {
  it.each<[JsonObject, RegExp]>([
    [{ expression: "[?age >" }, /^query_error: .*\(line 1, column 8\)$/],
    [{ expression: "nope(@)" }, /^query_error: Unknown function: nope\(\)$/],
    [{ engine: "jsonpath", expression: "people" }, /^query_error: .*\(line 1, column 1\)$/],
    [{ engine: "jsonata", expression: "$sum(" }, /^query_error: .*line 1, column 6\)$/],
    [{ engine: "jsonata", expression: '"a" * 2' }, /^query_error: /],
    [
      { expression: "[0].name", model: [{ name: "n", path: "x" }] },
      /^query_error: The query gives text/,
    ],
  ])("%j fails and says where", async (config, failure) => {
    expect(await guest.failure(step(config), given)).toMatch(failure);
  });

  it("is held to the environment's limits under their own names", async () => {
    const endless = { engine: "jsonata", expression: "($f := function($n) { $f($n + 1) }; $f(1))" };
    const limits = { scriptTimeMs: 100, stepOutputBytesMax: 10 };
    expect(await guest.failure(step(endless), { limits })).toMatch(/^timeout: /);
    expect(await guest.failure(step({ expression: "@" }), { ...given, limits })).toMatch(
      /^limit_reached: .*stepOutputBytesMax/,
    );
  });

  it("is held to the environment's memory", async () => {
    const limits = { scriptMemoryBytesMax: 2 ** 24 };
    const hungry = step({ engine: "jsonata", expression: "[1..9999999]" });
    expect(await guest.failure(hungry, { ...given, limits })).toMatch(
      /^limit_reached: .*scriptMemoryBytesMax/,
    );
  });

  it("may say itself that it is out of memory, which is an error of the query", async () => {
    const saying = step({ engine: "jsonata", expression: '$error("out of memory")' });
    expect(await guest.failure(saying, given)).toMatch(/^query_error: out of memory/);
  });
});

describe("the checker of queries", () => {
  it.each([
    [{ engine: "xpath", expression: "a" }, "engine"],
    [{ expression: "" }, "expression"],
    [{ expression: "a[?b == '{{ trigger.b }}']" }, "expression"],
    [{ expression: "a", variables: { x: 1 } }, "variables"],
    [{ engine: "jsonata", expression: "a", variables: { "a b": 1 } }, "variables.a b"],
    [{ expression: "a", model: [] }, "model"],
    [{ expression: "a", model: [{ name: "n", path: "a b" }] }, "model.0.path"],
    [
      {
        expression: "a",
        model: [
          { name: "n", path: "a" },
          { name: "n", path: "b" },
        ],
      },
      "model.1.name",
    ],
  ])("refuses %j", (config, path) => {
    const result = jsonQuery.compile({ source: {}, ...config });
    expect(result.ok ? [] : result.issues.map((issue) => issue.path.join("."))).toEqual([path]);
  });

  it("needs a source", () => {
    expect(jsonQuery.compile({ expression: "a" }).ok).toBe(false);
  });

  it("knows the names of a model, and that JSONPath gives a list", () => {
    const model = [{ name: "city", path: "home.city" }];
    const after = [calculate("b", "steps.a.city"), calculate("c", "steps.a.town")];
    const shaped = [step({ expression: "[0]", model }), ...after];
    expect(findingTexts({ steps: shaped })).toEqual([
      "error unknown_field at steps.2.config.expression",
    ]);
    const list = [step({ engine: "jsonpath", expression: "$" }), calculate("b", "steps.a * 2")];
    expect(findingTexts({ steps: list })).toEqual([
      "error type_mismatch at steps.1.config.expression",
    ]);
  });

  it("knows the variables of source, variables and defaults", () => {
    const none = "{{ steps.nobody }}";
    const config = {
      engine: "jsonata",
      source: none,
      expression: "a",
      variables: { x: none },
      model: [{ name: "n", path: "a", default: none }],
    };
    expect(findingTexts({ steps: [step(config)] })).toEqual([
      "error unknown_step at steps.0.config.source",
      "error unknown_step at steps.0.config.variables.x",
      "error unknown_step at steps.0.config.model.0.default",
    ]);
  });
});
