import { describe, expect, it } from "vitest";
import type { Path } from "./path.ts";
import {
  anyObject,
  booleanType,
  dateTimeType,
  dateType,
  describeType,
  fits,
  listOf,
  nullType,
  numberType,
  objectOf,
  sameType,
  textType,
  type Type,
  typeAt,
  unionOf,
  unknownType,
} from "./type.ts";

const numberOrText = unionOf([numberType, textType]);

describe("a type in words", () => {
  it.each<[Type, string]>([
    [unknownType, "anything"],
    [nullType, "null"],
    [booleanType, "boolean"],
    [textType, "text"],
    [dateType, "date"],
    [dateTimeType, "date-time"],
    [listOf(unknownType), "list"],
    [listOf(listOf(numberType)), "list of list of number"],
    [anyObject, "object"],
    [numberOrText, "number or text"],
  ])("%j is %s", (type, words) => {
    expect(describeType(type)).toBe(words);
  });
});

describe("one type for several", () => {
  it("names each once, flattens, and is swallowed by the unknown", () => {
    expect(unionOf([numberType, numberType])).toEqual(numberType);
    expect(unionOf([numberOrText, nullType, textType])).toEqual({
      kind: "union",
      of: [numberType, textType, nullType],
    });
    expect(unionOf([numberType, unknownType])).toBe(unknownType);
    expect(unionOf([])).toEqual({ kind: "union", of: [] });
  });

  it("keeps types apart that differ in their parts", () => {
    expect(sameType(listOf(numberType), listOf(textType))).toBe(false);
    expect(sameType(objectOf({ a: numberType }), objectOf({ a: numberType }))).toBe(true);
  });
});

describe("whether a type fits", () => {
  it.each<[Type, Type, boolean]>([
    [unknownType, numberType, true],
    [numberType, unknownType, true],
    [numberType, numberType, true],
    [numberType, textType, false],
    [dateType, textType, true],
    [numberOrText, textType, true],
    [numberOrText, booleanType, false],
    [textType, numberOrText, true],
    [booleanType, numberOrText, false],
    [listOf(numberType), listOf(unknownType), true],
    [listOf(numberType), listOf(textType), false],
    [listOf(numberType), numberType, false],
    [anyObject, objectOf({ a: numberType }), true],
    [nullType, anyObject, false],
  ])("%j where %j is wanted: %s", (given, wanted, expected) => {
    expect(fits(given, wanted)).toBe(expected);
  });
});

describe("the type at a path", () => {
  const order = objectOf({
    total: numberType,
    lines: listOf(objectOf({ sku: textType, tags: listOf(textType) })),
    either: unionOf([objectOf({ a: numberType }), objectOf({ a: textType, b: nullType })]),
    any: anyObject,
    more: unknownType,
    7: booleanType,
  });

  it.each<[Path, string]>([
    [[], "object"],
    [["total"], "number"],
    [["lines", 0, "sku"], "text"],
    [["lines", "sku"], "list of text"],
    [["lines", "tags"], "list of text"],
    [["either", "a"], "number or text"],
    [["either", "b"], "null"],
    [["any", "thing"], "anything"],
    [["more", "of", 1], "anything"],
    [[7], "boolean"],
  ])("%j is %s", (path, words) => {
    const found = typeAt(order, path);
    expect(found.found && describeType(found.type)).toBe(words);
  });

  it.each<[Path, unknown]>([
    [["totl"], { segment: "totl", known: ["7", "total", "lines", "either", "any", "more"] }],
    [["total", "cents"], { segment: "cents", known: [] }],
    [["lines", "price"], { segment: "price", known: ["sku", "tags"] }],
    [["either", "c"], { segment: "c", known: ["a", "b"] }],
    [["toString"], { segment: "toString" }],
  ])("%j does not exist", (path, expected) => {
    expect(typeAt(order, path)).toMatchObject({ found: false, ...(expected as object) });
  });
});
