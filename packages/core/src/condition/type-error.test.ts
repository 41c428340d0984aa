import { describe, expect, it } from "vitest";
import { sampleScope } from "../formula/sample-scope.ts";
import type { Json } from "../json.ts";
import { failureOf, type StepFailure } from "../step-error.ts";
import { compileCondition } from "./compile.ts";

const scope = sampleScope({
  trigger: { text: "t", number: 1, list: [{ price: "x" }], status: "b" },
  previous: { status: "a" },
});

function failure(tree: Json): StepFailure {
  const compiled = compileCondition(tree);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.issues));
  try {
    compiled.expression.evaluate(scope);
  } catch (error) {
    return failureOf(error);
  }
  throw new Error("it could be answered");
}

const leaf = (left: string, operator: string, right: Json): Json => ({
  left: `{{ ${left} }}`,
  operator,
  right,
});

const met = leaf("trigger.number", "equals", 1);

describe("a comparison that cannot be answered", () => {
  it.each<[Json, string, object]>([
    [
      leaf("trigger.text", "less_than", 1),
      "the comparison (less_than) cannot be answered: the left side is text, the right side number; two numbers, two texts or two dates are needed",
      { path: "", operator: "less_than", left: "text" },
    ],
    [
      { all: [met, { any: [leaf("trigger.number", "starts_with", "x")] }] },
      "the comparison all[1].any[0] (starts_with) cannot be answered: the left side is number; text is needed",
      { path: "all[1].any[0]", operator: "starts_with", left: "number" },
    ],
    [
      { none: [leaf("trigger.text", "before", "2026-01-01")] },
      "the comparison none[0] (before) cannot be answered: the left side is text, but not a date; a date in ISO 8601 is needed",
      { path: "none[0]", operator: "before", left: "text" },
    ],
    [
      { all: [leaf("trigger.list", "count_equals", "{{ trigger.text }}")] },
      "the comparison all[0] (count_equals) cannot be answered: the left side is list, the right side is text; a number is needed",
      { path: "all[0]", operator: "count_equals", left: "list" },
    ],
    [
      { all: [leaf("trigger.status", "changed_from_to", "{{ trigger.text }}")] },
      "the comparison all[0] (changed_from_to) cannot be answered: the left side is text, the right side is text; a list of two values is needed",
      { path: "all[0]", operator: "changed_from_to", left: "text" },
    ],
    [
      { all: [{ left: "{{ trigger.text }}", operator: "any_item", where: met }] },
      "the comparison all[0] (any_item) cannot be answered: the left side is text; a list is needed",
      { path: "all[0]", operator: "any_item", left: "text" },
    ],
    [
      {
        left: "{{ trigger.list }}",
        operator: "all_items",
        where: { all: [met, leaf("item.price", "greater_than", 5)] },
      },
      "the comparison where.all[1] (greater_than) cannot be answered: the left side is text, the right side number; two numbers, two texts or two dates are needed",
      { path: "where.all[1]", operator: "greater_than", left: "text" },
    ],
    [
      { left: "trigger.number", operator: "less_than", right: 5 },
      "the comparison (less_than) cannot be answered: the left side is text, the right side number; two numbers, two texts or two dates are needed; to read the variable write {{ trigger.number }}",
      { path: "", operator: "less_than", left: "text" },
    ],
    [
      { left: "steps.a.list", operator: "any_item", where: met },
      "the comparison (any_item) cannot be answered: the left side is text; a list is needed; to read the variable write {{ steps.a.list }}",
      { path: "", operator: "any_item", left: "text" },
    ],
    [
      { left: "today", operator: "less_than", right: 5 },
      "the comparison (less_than) cannot be answered: the left side is text, the right side number; two numbers, two texts or two dates are needed",
      { path: "", operator: "less_than", left: "text" },
    ],
  ])("%j is named", (tree, message, details) => {
    expect(failure(tree)).toEqual({
      code: "condition_type_error",
      message,
      details,
      retryable: false,
    });
  });
});
