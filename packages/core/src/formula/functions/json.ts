import {
  forbiddenKeys,
  isJsonArray,
  isJsonObject,
  type Json,
  type JsonObject,
  ownValue,
} from "../../json.ts";
import { anyObject, listOf, textType, unknownType } from "../../type.ts";
import { spend, spendNewText, spendText, spendValue } from "../budget.ts";
import { type Call, callError, defineFunction, type FormulaFunction } from "../function-type.ts";
import {
  anyArgument,
  keyArgument,
  objectArgument,
  many,
  objectOrListArgument,
  some,
  textArgument,
} from "../parameter.ts";

/** Functions of objects and of JSON text. Only own keys are seen, and none that reach a prototype. */

export const jsonFunctions: readonly FormulaFunction[] = [
  defineFunction({
    name: "GET",
    parameters: [objectOrListArgument("value"), some(keyArgument("keys"))],
    result: unknownType,
    summary:
      "The value under a key of an object or at an index of a list (from 0), step by step; else null.",
    example: ['GET(OBJECT("a", {5, 6}), "a", 1)', 6],
    evaluate: ([value, ...keys]) => keys.reduce<Json>(valueUnder, value),
  }),
  defineFunction({
    name: "OBJECT",
    parameters: [textArgument("key"), anyArgument("value"), many(anyArgument("more"))],
    result: anyObject,
    refuseCount: (count) => (count % 2 === 0 ? undefined : "a key has no value after it"),
    summary: "An object of keys and values in turn.",
    example: ['OBJECT("id", 7, "name", "Ada")', { id: 7, name: "Ada" }],
    evaluate: ([...values], call) => objectFrom(values, call),
  }),
  defineFunction({
    name: "MERGE",
    parameters: [some(objectArgument("objects"))],
    result: anyObject,
    summary: "One object with the keys of all; later ones win.",
    example: ['MERGE(OBJECT("a", 1, "b", 2), OBJECT("b", 3))', { a: 1, b: 3 }],
    evaluate: (objects, { evaluation }) => {
      const entries = objects.flatMap((object) => {
        const found = Object.entries(object);
        spend(evaluation, found.length);
        return found;
      });
      return Object.fromEntries(entries);
    },
  }),
  defineFunction({
    name: "KEYS",
    parameters: [objectArgument("object")],
    result: listOf(textType),
    summary: "The keys of an object.",
    example: ['KEYS(OBJECT("a", 1, "b", 2))', ["a", "b"]],
    evaluate: ([object], { evaluation }) => {
      const keys = Object.keys(object);
      spend(evaluation, keys.length);
      return keys;
    },
  }),
  defineFunction({
    name: "VALUES",
    parameters: [objectArgument("object")],
    result: listOf(unknownType),
    summary: "The values of an object.",
    example: ['VALUES(OBJECT("a", 1, "b", 2))', [1, 2]],
    evaluate: ([object], { evaluation }) => {
      const values = Object.values(object);
      spend(evaluation, values.length);
      return values;
    },
  }),
  defineFunction({
    name: "PARSEJSON",
    parameters: [textArgument("text")],
    result: unknownType,
    summary: "The value that a JSON text stands for.",
    example: ['PARSEJSON("[1, 2]")', [1, 2]],
    evaluate: ([text], call) => parseJson(text, call),
  }),
  defineFunction({
    name: "TOJSON",
    parameters: [anyArgument("value")],
    result: textType,
    summary: "The value as JSON text.",
    example: ["TOJSON({1, TRUE})", "[1,true]"],
    evaluate: ([value], { evaluation }) => {
      spendValue(evaluation, value);
      const text = JSON.stringify(value);
      spendNewText(evaluation, text.length);
      return text;
    },
  }),
];

function valueUnder(value: Json, key: string | number): Json {
  if (isJsonArray(value)) return (typeof key === "number" ? value.at(key) : undefined) ?? null;
  return isJsonObject(value) ? (ownValue(value, String(key)) ?? null) : null;
}

function objectFrom(values: readonly Json[], call: Call): JsonObject {
  const entries: [string, Json][] = [];
  for (let index = 0; index < values.length; index += 2) {
    const key = values[index];
    if (typeof key !== "string") throw callError(call, "the keys must be text");
    if (forbiddenKeys.has(key)) throw callError(call, `the key ${key} is not allowed`);
    entries.push([key, values[index + 1] ?? null]);
  }
  return Object.fromEntries(entries);
}

function parseJson(text: string, call: Call): Json {
  spendText(call.evaluation, text.length);
  const value = parsed(text);
  if (value === undefined) throw callError(call, "the text is not valid JSON");
  // Also bounds the depth, on which the recursion below relies.
  spendValue(call.evaluation, value);
  if (hasForbiddenKey(value)) throw callError(call, "the JSON text has a key that is not allowed");
  return value;
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function hasForbiddenKey(value: Json): boolean {
  if (isJsonArray(value)) return value.some(hasForbiddenKey);
  if (!isJsonObject(value)) return false;
  return Object.entries(value).some(
    ([key, inner]) => forbiddenKeys.has(key) || hasForbiddenKey(inner),
  );
}
