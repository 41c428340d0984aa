import type { Expression } from "../expression.ts";
import { failureOf as failureOfWork, sampleScope } from "../formula/sample-scope.ts";
import type { Json, JsonObject } from "../json.ts";
import type { Scope } from "../scope.ts";
import { compileCondition, type ConditionCompile } from "./compile.ts";

/** What the tests of conditions share. */

export const scope = sampleScope({
  trigger: {
    amount: 120,
    text: "invoice",
    empty: "",
    list: [1, 2, 3],
    none: null,
    yes: true,
    no: false,
    object: { a: 1 },
    lines: [
      { sku: "a", price: 5, tags: ["x"] },
      { sku: "b", price: 15, tags: ["y", "z"] },
    ],
    status: "open",
    date: "2026-03-29T12:00:00Z",
    day: "2026-03-30",
  },
  previous: { status: "draft", amount: 120, removed: 1, object: { a: 2 } },
  env: { limit: 100, pattern: "^inv", broken: "(", amount: 2, range: [1, 200] },
});

export function expression(tree: Json): Expression<boolean> {
  return (compileCondition(tree) as Extract<ConditionCompile, { ok: true }>).expression;
}

export function check(tree: Json, given: Scope = scope): boolean | undefined {
  return expression(tree).evaluate(given);
}

export function failureOf(tree: Json): string {
  return failureOfWork(() => check(tree));
}

export function leaf(left: Json, operator: string, right?: Json): JsonObject {
  return { left, operator, ...(right !== undefined && { right }) };
}

export const t = (path: string) => `{{ trigger.${path} }}`;
export const yes = leaf(1, "equals", 1);
export const no = leaf(1, "equals", 2);
