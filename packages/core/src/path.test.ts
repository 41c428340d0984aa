import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json } from "./json.ts";
import { formatPath, type Path, readPath } from "./path.ts";

const value: Json = {
  body: { items: [{ price: 5, tags: ["a"] }, { price: 7 }, null, { tags: ["b", "c"] }] },
  matrix: [
    [1, 2],
    [3, 4],
  ],
  odd: { "two words": 1, "2024": 2 },
  text: "abc",
};

describe("a path", () => {
  it.each([
    [[], value],
    [["text"], "abc"],
    [["text", "length"], undefined],
    [["text", 0], undefined],
    [["nothing", "at", "all"], undefined],
    [["body", "items", 0, "price"], 5],
    [["body", "items", -1, "tags", 0], "b"],
    [["body", "items", 9], undefined],
    [
      ["body", "items", "price"],
      [5, 7],
    ],
    [
      ["body", "items", "tags"],
      ["a", "b", "c"],
    ],
    [["matrix", 1, 0], 3],
    [["odd", "two words"], 1],
    [["odd", 2024], 2],
    [["toString"], undefined],
    [["__proto__", "constructor"], undefined],
  ] satisfies [Path, Json | undefined][])("%j reads %j", (path, expected) => {
    expect(readPath(value, path)).toEqual(expected);
  });

  it("on a list of lists keeps the lists of each item apart", () => {
    const lists: Json = [[{ a: 1 }, { a: 2 }], [{ a: 3 }]];
    expect(readPath(lists, ["a"])).toEqual([[1, 2], [3]]);
  });

  it("of missing is missing", () => {
    expect(readPath(undefined, ["a"])).toBeUndefined();
  });

  it("reads every place of any JSON value", () => {
    const places = (inner: Json, path: Path): readonly [Path, Json][] => {
      if (typeof inner !== "object" || inner === null) return [[path, inner]];
      const isList = Array.isArray(inner);
      return Object.entries(inner).flatMap(([key, one]) =>
        places(one, [...path, isList ? Number(key) : key]),
      );
    };
    fc.assert(
      fc.property(fc.jsonValue() as fc.Arbitrary<Json>, (any) => {
        for (const [path, leaf] of places(any, [])) expect(readPath(any, path)).toEqual(leaf);
      }),
    );
  });

  it("is written as a person writes it", () => {
    expect(formatPath(["body", "items", 0, "odd key", "ä", "x-y"])).toBe(
      'body.items[0]["odd key"]["ä"].x-y',
    );
    expect(formatPath([0, "a"])).toBe("[0].a");
  });
});
