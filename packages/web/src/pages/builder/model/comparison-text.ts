import { isJsonArray, isJsonObject, type Json, type JsonObject } from "@stepwell/core";
import { type SummaryWords, valueText } from "./value-text.ts";

/** The first comparison of a condition, and that there are more: "body.amount > 100 …". */
export function comparisonIn(condition: Json | undefined, words: SummaryWords): string {
  const leaves = leavesOf(condition).filter((leaf) => !isEmpty(leaf, words));
  const [first] = leaves;
  if (!first) return typeof condition === "string" ? valueText(condition, words) : "";
  const [left = "", right = ""] = [first["left"], first["right"]].map((part) =>
    valueText(part, words),
  );
  const comparison = [left, words.operator(operatorOf(first)), right].join(" ").trim();
  return `${comparison}${leaves.length > 1 ? " …" : ""}`;
}

/** A row that was added and not filled in says nothing. */
function isEmpty({ left, right }: JsonObject, words: SummaryWords): boolean {
  return valueText(left, words) === "" && valueText(right, words) === "";
}

function operatorOf({ operator }: JsonObject): string {
  return typeof operator === "string" ? operator : "";
}

function leavesOf(condition: Json | undefined): readonly JsonObject[] {
  if (!isJsonObject(condition)) return [];
  if ("operator" in condition) return [condition];
  return ["all", "any", "none"].flatMap((group) => {
    const parts = condition[group];
    return isJsonArray(parts) ? parts.flatMap(leavesOf) : [];
  });
}
