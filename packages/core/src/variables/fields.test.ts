import { describe, expect, it } from "vitest";
import type { Json } from "../json.ts";
import {
  anyObject,
  describeType,
  listOf,
  numberType,
  objectOf,
  textType,
  type Type,
  unionOf,
  unknownType,
} from "../type.ts";
import { fieldsOf } from "./fields.ts";

const told = (type: Type, sample?: Json) =>
  fieldsOf({ root: "trigger", path: [], title: "T", type, isCertain: true, sample }).map(
    ({ path, type: inner, sample: value }) =>
      `${path.join(".")}: ${describeType(inner)} = ${JSON.stringify(value)}`,
  );

describe("the fields of a variable", () => {
  it("are those of its type, and of its sample where the type is open", () => {
    const open = objectOf({ a: numberType }, true);
    expect(told(open, { a: 1, b: "x" })).toEqual(["a: number = 1", 'b: anything = "x"']);
    expect(told(open, "text")).toEqual(["a: number = undefined"]);
    expect(told(objectOf({ a: numberType }), { a: 1, b: "x" })).toEqual(["a: number = 1"]);
    expect(told(anyObject)).toEqual([]);
  });

  it("are those of the sample where nothing is known", () => {
    expect(told(unknownType)).toEqual([]);
    expect(told(unknownType, { a: 1 })).toEqual(["a: number = 1"]);
    expect(told(unknownType, [{ a: 1 }, { a: 2 }])).toEqual(["a: list of number = [1,2]"]);
    expect(told(unknownType, 5)).toEqual([]);
  });

  it("of a list are those of its items, read at once", () => {
    expect(told(listOf(objectOf({ a: numberType })), [{ a: 1 }])).toEqual([
      "a: list of number = [1]",
    ]);
    expect(told(listOf(objectOf({ a: listOf(textType) })), [{ a: ["x"] }, { a: ["y"] }])).toEqual([
      'a: list of text = ["x","y"]',
    ]);
    expect(told(listOf(unknownType), [{ a: 1 }, { b: 2 }])).toEqual([
      "a: list of number = [1]",
      "b: list of number = [2]",
    ]);
    expect(told(listOf(unknownType))).toEqual([]);
    expect(told(listOf(anyObject), [1, { a: 1 }])).toEqual(["a: list = [1]"]);
  });

  it("of one or the other are those of both", () => {
    const either = unionOf([objectOf({ a: numberType }), objectOf({ a: textType, b: textType })]);
    expect(told(either)).toEqual(["a: number or text = undefined", "b: text = undefined"]);
    expect(told(unionOf([numberType, textType]))).toEqual([]);
  });
});
