import type { Comparison, Condition, Json } from "@stepwell/core";
import { isJsonArray } from "@stepwell/core";
import type { OperatorEntry } from "../../../../api/catalog.ts";
import { literalText, parseLiteral } from "../model/literal.ts";

/* A condition as the editor shows it: groups of rows and groups. */

export const groupKinds = ["all", "any", "none"] as const;
type GroupKind = (typeof groupKinds)[number];

export interface Group {
  readonly kind: GroupKind;
  readonly items: readonly Condition[];
}

/** A bare comparison is a group of one. */
export function groupOf(condition: Condition | undefined): Group {
  if (!condition) return { kind: "all", items: [] };
  if ("all" in condition) return { kind: "all", items: condition.all };
  if ("any" in condition) return { kind: "any", items: condition.any };
  if ("none" in condition) return { kind: "none", items: condition.none };
  return { kind: "all", items: [condition] };
}

export function conditionOf({ kind, items }: Group): Condition {
  return { [kind]: items } as unknown as Condition;
}

export function isComparison(condition: Condition): condition is Comparison {
  return "operator" in condition;
}

export const newComparison: Comparison = { left: "", operator: "equals", right: "" };

type Right = OperatorEntry["right"];

/** Another operator: the right side stays where it has the same shape. */
export function withOperator(
  row: Comparison,
  name: string,
  shapes: { readonly before: Right; readonly after: Right },
): Comparison {
  const { left, right, where } = row;
  const base = { left, operator: name };
  if (shapes.after === "none") return base;
  if (shapes.after === "where") return { ...base, where: where ?? { all: [] } };
  return { ...base, right: shapes.before === shapes.after ? right : startOf(shapes.after) };
}

function startOf(right: Right): Json {
  switch (right) {
    case "two":
      return ["", ""];
    case "list":
      return [];
    case "number":
      return 1;
    case "duration":
      return { amount: 7, unit: "days" };
    case "one":
    case "none":
    case "where":
      return "";
  }
}

/** `a, b` is a list; one variable alone is that. */
export function listOfText(text: string, isText: boolean): Json {
  const trimmed = text.trim();
  if (/^\{\{[^{}]*\}\}$/.test(trimmed)) return trimmed;
  return trimmed === "" ? [] : trimmed.split(/\s*,\s*/).map((part) => parseLiteral(part, isText));
}

export function textOfList(value: Json | undefined): string {
  return isJsonArray(value) ? value.map(literalText).join(", ") : literalText(value);
}
