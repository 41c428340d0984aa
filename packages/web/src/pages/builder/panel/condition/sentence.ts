import { type Condition, isJsonArray, isJsonObject, type Json } from "@stepwell/core";
import { groupOf, isComparison } from "./condition-tree.ts";

/** The words of the chosen language. */
export interface SentenceWords {
  titleOf(path: string): string;
  operatorOf(name: string): string;
  readonly all: string;
  readonly any: string;
  none(inner: string): string;
  /** For what is not filled in yet. */
  readonly nothing: string;
}

/** `Amount is greater than 500 and plan equals “pro”`. */
export function sentenceOf(condition: Condition, words: SentenceWords, isInner = false): string {
  if (isComparison(condition)) {
    const { left, operator, right, where } = condition;
    const parts = [valueWords(left, words), words.operatorOf(operator)];
    if (right !== undefined) parts.push(valueWords(right, words));
    if (where !== undefined) parts.push(sentenceOf(where, words, true));
    return parts.join(" ");
  }
  const { kind, items } = groupOf(condition);
  if (items.length === 0) return words.nothing;
  const joined = items
    .map((item) => sentenceOf(item, words, items.length > 1))
    .join(kind === "all" ? words.all : words.any);
  if (kind === "none") return words.none(joined);
  return isInner && items.length > 1 ? `(${joined})` : joined;
}

function valueWords(value: Json, words: SentenceWords): string {
  if (typeof value === "string") return textWords(value, words);
  if (isJsonArray(value)) return value.map((item) => valueWords(item, words)).join(", ");
  if (isJsonObject(value)) return Object.values(value).map(plain).join(" ");
  return String(value);
}

function textWords(text: string, { titleOf, nothing }: SentenceWords): string {
  if (text === "") return nothing;
  const shown = text.replaceAll(/\{\{\s*(.*?)\s*\}\}/g, (_whole, path: string) => titleOf(path));
  return shown === text ? `“${text}”` : shown;
}

function plain(value: Json): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "…";
}
