import type { Json } from "../json.ts";
import {
  compareOperator,
  itemsOperator,
  leftError,
  type Operator,
  readNumber,
} from "./operator.ts";

/** Operators of lists: a condition on the items, or their number. */

const lists = { types: ["list"], right: "where" } as const;

export const listOperators: readonly Operator[] = [
  itemsOperator({
    ...lists,
    name: "any_item",
    title: "has at least one item where",
    whenMissing: false,
    evaluate: (items, isMet) => items.some(isMet),
  }),
  itemsOperator({
    ...lists,
    name: "all_items",
    title: "has only items where",
    whenMissing: false,
    evaluate: (items, isMet) => items.every(isMet),
  }),
  itemsOperator({
    ...lists,
    name: "no_item",
    title: "has no item where",
    whenMissing: true,
    evaluate: (items, isMet) => !items.some(isMet),
  }),
  ...countOperators(),
];

function countOperators(): readonly Operator[] {
  const tests: readonly (readonly [string, string, (count: number, right: number) => boolean])[] = [
    ["count_equals", "has as many items as", (count, right) => count === right],
    ["count_greater_than", "has more items than", (count, right) => count > right],
    ["count_less_than", "has fewer items than", (count, right) => count < right],
  ];
  return tests.map(([name, title, isMet]) =>
    compareOperator({
      name,
      title,
      types: ["list"],
      right: "number",
      fit: "free",
      whenMissing: false,
      read: readNumber,
      evaluate: (left, right) => isMet(itemsOf(left).length, right),
    }),
  );
}

export function itemsOf(left: Json | undefined): readonly Json[] {
  if (Array.isArray(left)) return left as readonly Json[];
  throw leftError(left, "a list");
}
