import { isJsonObject, type Json, type JsonObject } from "@stepwell/core";
import type { JsonSchema } from "../../../../api/catalog.ts";
import { wordsOfName } from "../../../../api/words-of-name.ts";
import { fieldTitle } from "./field-kind.ts";
import { literalText } from "./literal.ts";

/* A config, or a part of it, that has one of several forms: told by constants, or by its fields. */

/** The fields that say which form it is, with their values. */
export function constantsOf({ properties = {} }: JsonSchema): JsonObject {
  const constants = Object.entries(properties).filter(([, one]) => one.const !== undefined);
  return Object.fromEntries(constants.map(([name, one]) => [name, one.const as Json]));
}

export function variantTitle(variant: JsonSchema): string {
  const { properties = {}, required = [] } = variant;
  const constants = Object.entries(constantsOf(variant)).map(([name, constant]) =>
    choiceTitle(properties[name] ?? {}, literalText(constant)),
  );
  const words = constants.length > 0 ? constants : required.map(titleIn(properties));
  return words.join(": ");
}

function titleIn(fields: Readonly<Record<string, JsonSchema>>): (name: string) => string {
  return (name) => fieldTitle(name, fields[name] ?? {});
}

/** Names such as GET stay as they are. */
export function choiceTitle({ choiceTitles }: JsonSchema, id: string): string {
  return choiceTitles?.[id] ?? (id === id.toUpperCase() ? id : wordsOfName(id));
}

/** Which form the value has; the first one where nothing tells. */
export function variantIndex(variants: readonly JsonSchema[], value: Json | undefined): number {
  if (!isJsonObject(value)) return -1;
  const scores = variants.map((variant) => scoreOf(variant, value));
  const best = Math.max(...scores);
  return best <= 0 ? -1 : scores.indexOf(best);
}

function scoreOf(variant: JsonSchema, value: JsonObject): number {
  const constants = Object.entries(constantsOf(variant));
  if (constants.some(([name, constant]) => value[name] !== undefined && value[name] !== constant))
    return -1;
  const met = constants.filter(([name, constant]) => value[name] === constant).length;
  if (constants.length > 0) return met;
  return (variant.required ?? []).filter((name) => value[name] !== undefined).length;
}

/** Another form: what both have stays. */
export function asVariant(variant: JsonSchema, value: Json | undefined): JsonObject {
  const { properties = {}, required = [] } = variant;
  const before = isJsonObject(value) ? value : {};
  const kept = Object.entries(before).filter(
    ([name]) => properties[name] && properties[name].const === undefined,
  );
  const constants = constantsOf(variant);
  // Without constants the field itself says which form it is.
  const [only] = Object.keys(constants).length === 0 ? required : [];
  const start =
    only !== undefined && before[only] === undefined ? { [only]: startOf(properties[only]) } : {};
  return { ...constants, ...start, ...Object.fromEntries(kept) };
}

function startOf(schema: JsonSchema | undefined): Json {
  if (schema?.properties?.["amount"] && schema.properties["unit"]?.enum)
    return { amount: 5, unit: "minutes" };
  return "";
}
