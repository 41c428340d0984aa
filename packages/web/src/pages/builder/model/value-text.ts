import { isJsonArray, isJsonObject, type Json } from "@stepwell/core";

/* A value of a config as people read it in passing: never as JSON. */

/** What is said in the language of the person. */
export interface SummaryWords {
  duration(amount: number, unit: string): string;
  operator(name: string): string;
  /** How a choice of the type is called. */
  choice(id: string): string;
  fields(count: number): string;
  items(count: number): string;
  branches(count: number): string;
}

/** Longer ones are of no use in a tooltip either. */
const lengthMax = 300;

export function valueText(value: Json | undefined, words: SummaryWords): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "string") return templateText(value).slice(0, lengthMax);
  if (isJsonArray(value)) return listText(value, words);
  if (isJsonObject(value)) return words.fields(Object.keys(value).length);
  return String(value);
}

/** One alone, and short lists of texts, as they are. */
function listText(list: readonly Json[], words: SummaryWords): string {
  if (list.length === 0) return "";
  const texts = list.filter((item) => typeof item === "string");
  return texts.length === list.length
    ? texts.map(templateText).join(", ").slice(0, lengthMax)
    : words.items(list.length);
}

/** `{{ trigger.body.amount }}` is `body.amount`. */
function templateText(text: string): string {
  return text.replaceAll(/\{\{\s*(.*?)\s*\}\}/gs, (_all, inner: string) => shortPath(inner));
}

/** `trigger.body.amount` is `body.amount` to those who read in passing. */
function shortPath(text: string): string {
  return text.replace(/^(trigger|steps|scopes|vars)\./, "");
}

/** `{ amount: 5, unit: "minutes" }`; an amount may be a variable. */
export function durationOf(value: Json | undefined, words: SummaryWords): string {
  if (!isJsonObject(value)) return "";
  const { amount, unit } = value;
  if (typeof unit !== "string") return valueText(amount, words);
  if (typeof amount === "number") return words.duration(amount, unit);
  const given = valueText(amount, words);
  return given === "" ? "" : `${given} ${words.choice(unit)}`;
}
