import { isJsonArray, isJsonObject, type Json, type JsonObject } from "../json.ts";
import {
  anyObject,
  booleanType,
  dateType,
  dateTimeType,
  listOf,
  nullType,
  numberType,
  textType,
  type Type,
  unionOf,
  unknownType,
} from "../type.ts";
import type { Parameter } from "./function-type.ts";
import { parsePattern, type PatternParse } from "./pattern.ts";

/*
 * The types of arguments. None converts: text is not a number, a number is not text; only `any`
 * takes null, as which it sees a missing value.
 */

export type One<T> = Parameter<T, "one">;

export function numberArgument(name: string): One<number> {
  return one(name, numberType, (value) => (typeof value === "number" ? value : undefined));
}

export function textArgument(name: string): One<string> {
  return one(name, textType, (value) => (typeof value === "string" ? value : undefined));
}

export function booleanArgument(name: string): One<boolean> {
  return one(name, booleanType, (value) => (typeof value === "boolean" ? value : undefined));
}

export const anyDate: Type = unionOf([dateType, dateTimeType]);

/** ISO 8601 text; whether it is a real date the function finds out, in the scope's time zone. */
export function dateArgument(name: string): One<string> {
  return { ...textArgument(name), type: anyDate };
}

export function listArgument(name: string): One<readonly Json[]> {
  return one(name, listOf(unknownType), (value) => (isJsonArray(value) ? value : undefined));
}

export function objectArgument(name: string): One<JsonObject> {
  return one(name, anyObject, (value) => (isJsonObject(value) ? value : undefined));
}

export function anyArgument(name: string): One<Json> {
  return one(name, unknownType, (value) => value ?? null);
}

const numberOrEmpty = unionOf([numberType, nullType]);

/** A number or a list of numbers, whose empty items are left out. */
export function numbersArgument(name: string): One<number | readonly Json[]> {
  const type = unionOf([numberType, listOf(numberOrEmpty)]);
  return one(name, type, (value) =>
    typeof value === "number" || isJsonArray(value) ? value : undefined,
  );
}

export function textOrListArgument(name: string): One<string | readonly Json[]> {
  return one(name, unionOf([textType, listOf(unknownType)]), (value) =>
    typeof value === "string" || isJsonArray(value) ? value : undefined,
  );
}

export function objectOrListArgument(name: string): One<JsonObject | readonly Json[]> {
  return one(name, unionOf([anyObject, listOf(unknownType)]), (value) =>
    isJsonObject(value) || isJsonArray(value) ? value : undefined,
  );
}

export function keyArgument(name: string): One<string | number> {
  return one(name, unionOf([textType, numberType]), (value) =>
    typeof value === "string" || typeof value === "number" ? value : undefined,
  );
}

export function patternArgument(name: string): One<PatternParse> {
  return {
    ...one(name, textType, (value) =>
      typeof value === "string" ? parsePattern(value) : undefined,
    ),
    refuse: (literal) => {
      const parsed = typeof literal === "string" ? parsePattern(literal) : undefined;
      return parsed?.ok === false ? parsed.message : undefined;
    },
  };
}

/** One of some words, in any case. */
export function wordArgument<const W extends string>(
  name: string,
  words: readonly W[],
  shown: readonly string[] = words,
): One<W> {
  const wanted = `one of ${shown.map((word) => `"${word}"`).join(", ")}`;
  const find = (value: Json | undefined): W | undefined => {
    const written = typeof value === "string" ? value.toLowerCase() : undefined;
    return words.find((word) => word === written);
  };
  const refuse = (literal: Json) => (find(literal) ? undefined : `${wanted} is needed`);
  return { ...one(name, textType, find), wanted, refuse };
}

function one<T>(
  name: string,
  type: Type,
  read: (value: Json | undefined) => T | undefined,
): One<T> {
  return { name, type, arity: "one", read };
}

export function optional<T>(parameter: One<T>): Parameter<T, "optional"> {
  return { ...parameter, arity: "optional" };
}

/** The last parameter: one or more arguments of it. */
export function some<T>(parameter: One<T>): Parameter<T, "some"> {
  return { ...parameter, arity: "some" };
}

/** The last parameter: any number of arguments of it. */
export function many<T>(parameter: One<T>): Parameter<T, "many"> {
  return { ...parameter, arity: "many" };
}
