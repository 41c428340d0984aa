import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Json, type JsonObject, readPath } from "@stepwell/core";
import { parsePath } from "../../sample/value-path.ts";
import { webhook } from "./definition.ts";
import { readPlace } from "./place.ts";
import { parseSample, type SuggestedVariable, variablesOf } from "./sample.ts";

function suggested(text: string): readonly SuggestedVariable[] {
  const parsed = parseSample(text);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.variables;
}

function listed(variables: readonly SuggestedVariable[]): readonly (readonly Json[])[] {
  return variables.map(({ path, name, sample }) => [path, name, sample]);
}

describe("parseSample", () => {
  it.each([
    "https://a.example/x?a=1&b=2&b=3#f?g=1",
    "a=1&b=2&b=3",
    "?a=1&b=2&b=3",
    "/x?a=1&b=2&b=3",
  ])("finds the query in %s", (text) => {
    expect(parseSample(text)).toMatchObject({ ok: true, kind: "query" });
    expect(listed(suggested(text))).toEqual([
      ["a", "a", "1"],
      ["b", "b", ["2", "3"]],
    ]);
  });

  it("finds every path of a JSON body, lists also mapped over their items", () => {
    const body = {
      id: 7,
      customer: { id: "c", "full name": "Anna", address: { city: "Berlin" } },
      items: [
        { price: 1, tags: ["a"] },
        { price: 2, tags: ["b"] },
      ],
      empty: {},
      none: null,
    };
    expect(listed(suggested(JSON.stringify(body)))).toEqual([
      ["id", "id", 7],
      ["customer.id", "customer_id", "c"],
      ['customer["full name"]', "full_name", "Anna"],
      ["customer.address.city", "city", "Berlin"],
      ["items", "items", body.items],
      ["items.price", "price", [1, 2]],
      ["items.tags", "tags", ["a", "b"]],
      ["none", "none", null],
    ]);
  });

  it("gives names that are free and valid", () => {
    const body = {
      body: 1,
      constructor: 2,
      "1st": 3,
      é: 4,
      a_b: 5,
      a: { b: { a_b: 6 } },
      "a-b": 7,
      "": 8,
    };
    const names = suggested(JSON.stringify(body)).map(({ name }) => name);
    expect(names).toEqual([
      "body_2",
      "constructor_2",
      "_1st",
      "value",
      "a_b",
      "b_a_b",
      "a_b_2",
      "value_2",
    ]);
  });

  it("reads a list at the top by its first object", () => {
    expect(listed(suggested('[1,{"a":2}]'))).toEqual([["[1].a", "a", 2]]);
    expect(suggested("[1,2]")).toEqual([]);
  });

  it.each(["", " ", "hello", "{broken", '{"__proto__":1}', "?__proto__=1"])(
    "refuses %j",
    (text) => {
      const parsed = parseSample(text);
      expect(parsed.ok ? "" : parsed.message).not.toBe("");
    },
  );

  it("finds nothing in a URL without query", () => {
    expect(suggested("https://a.example/x")).toEqual([]);
  });

  it("stops at a number that a person can look at", () => {
    const wide = Object.fromEntries(Array.from({ length: 2000 }, (_, index) => [`k${index}`, 1]));
    expect(suggested(JSON.stringify(wide))).toHaveLength(500);
    const deep = `${'{"a":'.repeat(60)}1${"}".repeat(60)}`;
    expect(suggested(deep)).toEqual([]);
  });

  it("suggests only what the trigger accepts and finds again, for any JSON", () => {
    const key = fc
      .string({ unit: "grapheme-ascii", maxLength: 8 })
      .filter((k) => k !== "__proto__");
    const { value } = fc.letrec<{ value: Json; object: Json }>((tie) => ({
      value: fc.oneof(
        { depthSize: "small" },
        fc.integer(),
        fc.string(),
        fc.array(tie("value")),
        tie("object"),
      ),
      object: fc.dictionary(key, tie("value")),
    }));
    fc.assert(
      fc.property(value, (any) => {
        const text = JSON.stringify(any);
        const parsed = parseSample(text);
        if (!parsed.ok || parsed.kind === "query") return;
        const variables = parsed.variables.slice(0, 200);
        expect(new Set(variables.map(({ name }) => name)).size).toBe(variables.length);
        const config = {
          variables: variables.map(({ name, from, path }) => ({ name, from, path })),
        };
        expect(webhook.compile(config)).toMatchObject({ ok: true });
        const body = JSON.parse(text) as Json;
        for (const { path, sample } of variables)
          expect(readPath(body, parsePath(path) ?? [])).toEqual(sample);
      }),
    );
  });
});

describe("variablesOf", () => {
  it("finds the paths of a received request in body, query and headers", () => {
    const data = {
      body: { id: 1 },
      query: { id: "2" },
      headers: { "x-event": "new", authorization: "(hidden)" },
      id: 1,
    };
    const variables = variablesOf(data);
    expect(variables).toEqual([
      { from: "body", path: "id", name: "id", sample: 1 },
      { from: "query", path: "id", name: "id_2", sample: "2" },
      { from: "headers", path: "x-event", name: "x_event", sample: "new" },
    ]);
    for (const variable of variables) expect(readPlace(data, variable)).toEqual(variable.sample);
  });

  it("finds nothing in an empty request", () => {
    expect(variablesOf({} satisfies JsonObject)).toEqual([]);
  });
});
