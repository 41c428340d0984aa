import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isJsonArray, isJsonObject, type Json, jsonEqual, ownValue } from "./json.ts";
import { jsonValue } from "./json-value.ts";

const anyJson = fc.jsonValue() as fc.Arbitrary<Json>;

function reversed(value: Json): Json {
  if (isJsonArray(value)) return value.map(reversed);
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, reversed(inner)] as const);
  return Object.fromEntries(entries.toReversed());
}

describe("equality of JSON", () => {
  it("does not convert, and does not look at the order of keys", () => {
    expect(jsonEqual(1, "1")).toBe(false);
    expect(jsonEqual(null, undefined)).toBe(false);
    expect(jsonEqual([], {})).toBe(false);
    expect(jsonEqual({ a: 1, b: [2] }, { b: [2], a: 1 })).toBe(true);
  });

  it("sees what is missing, added or elsewhere", () => {
    expect(jsonEqual([1, 2], [1])).toBe(false);
    expect(jsonEqual([1, 2], [2, 1])).toBe(false);
    expect(jsonEqual({ a: 1 }, { a: 1, b: 2 })).toBe(false);
    expect(jsonEqual({ a: 1 }, { b: 1 })).toBe(false);
    expect(jsonEqual({ toString: 1 }, { a: 1 })).toBe(false);
  });

  it("holds for a value and its copy with all keys in another order", () => {
    fc.assert(
      fc.property(anyJson, (value) => {
        expect(jsonEqual(value, reversed(value))).toBe(true);
      }),
    );
  });

  it("agrees with the sorted texts of two values", () => {
    const few = fc.letrec<{ value: Json }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 2 },
        fc.constantFrom<Json>(0, 1, "1", null, true),
        fc.array(tie("value"), { maxLength: 2 }),
        fc.dictionary(fc.constantFrom("a", "b"), tie("value"), { maxKeys: 2 }),
      ),
    })).value;
    const sorted = (value: Json): string => {
      if (isJsonArray(value)) return `[${value.map(sorted).join()}]`;
      if (!isJsonObject(value)) return JSON.stringify(value);
      const keys = Object.keys(value).toSorted();
      return `{${keys.map((key) => `${key}:${sorted(value[key] ?? null)}`).join()}}`;
    };
    fc.assert(
      fc.property(few, few, (left, right) => {
        expect(jsonEqual(left, right)).toBe(sorted(left) === sorted(right));
      }),
      { numRuns: 1000 },
    );
  });
});

describe("an own value", () => {
  it("never comes from a prototype", () => {
    expect(ownValue({ a: 1 }, "a")).toBe(1);
    expect(ownValue({}, "toString")).toBeUndefined();
    expect(ownValue({}, "__proto__")).toBeUndefined();
  });
});

describe("the schema of any JSON", () => {
  it("takes JSON and nothing else", () => {
    expect(jsonValue.safeParse({ a: [1, null, "x"] }).success).toBe(true);
    expect(jsonValue.safeParse({ a: 1n }).success).toBe(false);
  });
});
