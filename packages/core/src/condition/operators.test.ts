import { describe, expect, it } from "vitest";
import { sampleScope } from "../formula/sample-scope.ts";
import type { Json } from "../json.ts";
import { operators } from "./operators.ts";
import { check, failureOf, leaf, no, t } from "./sample-conditions.ts";

describe("an operator", () => {
  it.each<[Json, string, Json | undefined, boolean]>([
    [t("amount"), "equals", 120, true],
    [t("amount"), "equals", "120", false],
    [t("none"), "equals", null, true],
    [t("object"), "equals", { a: 1 }, true],
    [t("object"), "equals", [1], false],
    [t("amount"), "equals", "{{ trigger.missing }}", false],
    [t("amount"), "not_equals", "120", true],
    [t("amount"), "greater_than", "{{ env.limit }}", true],
    [t("amount"), "greater_or_equal", 120, true],
    [t("amount"), "less_than", 120, false],
    [t("amount"), "less_or_equal", 120, true],
    [t("text"), "greater_than", "abc", true],
    ["2026-01-01T00:00:00Z", "greater_than", "2026-01-01T00:30:00+01:00", true],
    [t("amount"), "between", [120, 200], true],
    [t("amount"), "between", [1, 119], false],
    [t("amount"), "between", [121, 200], false],
    [t("amount"), "between", "{{ env.range }}", true],
    [t("text"), "contains", "voi", true],
    [t("list"), "contains", 2, true],
    [t("list"), "contains", "2", false],
    [t("text"), "not_contains", "voi", false],
    [t("list"), "not_contains", 9, true],
    [t("text"), "starts_with", "inv", true],
    [t("text"), "not_starts_with", "inv", false],
    [t("text"), "ends_with", "ice", true],
    [t("text"), "not_ends_with", "x", true],
    [t("text"), "matches", "o.c", true],
    [t("text"), "matches", "^o", false],
    [t("text"), "matches", "{{ env.pattern }}", true],
    [t("text"), "not_matches", "^o", true],
    [t("amount"), "is_one_of", [1, 120], true],
    [t("amount"), "is_one_of", ["120"], false],
    [t("none"), "is_one_of", [null], true],
    [t("amount"), "is_not_one_of", [1], true],
    [t("empty"), "is_empty", undefined, true],
    [t("none"), "is_empty", undefined, true],
    [[], "is_empty", undefined, true],
    [{}, "is_empty", undefined, true],
    [t("list"), "is_empty", undefined, false],
    [0, "is_empty", undefined, false],
    [t("text"), "is_not_empty", undefined, true],
    [t("text"), "exists", undefined, true],
    [t("none"), "exists", undefined, true],
    [t("none"), "not_exists", undefined, false],
    [t("date"), "before", "2026-03-30", true],
    [t("date"), "after", t("day"), false],
    [t("day"), "after", t("date"), true],
    [t("date"), "within_last", { amount: 1, unit: "hours" }, true],
    [t("date"), "within_last", { amount: 1, unit: "minutes" }, false],
    [t("date"), "within_last", { amount: "{{ env.amount }}", unit: "hours" }, true],
    [t("day"), "within_last", { amount: 1, unit: "hours" }, false],
    [t("day"), "within_next", { amount: 1, unit: "days" }, true],
    [t("day"), "within_next", { amount: 1, unit: "hours" }, false],
    [t("date"), "within_next", { amount: 1, unit: "days" }, false],
    [t("yes"), "is_true", undefined, true],
    [t("no"), "is_true", undefined, false],
    ["true", "is_true", undefined, false],
    [t("no"), "is_false", undefined, true],
    [0, "is_false", undefined, false],
    [t("list"), "count_equals", 3, true],
    [t("list"), "count_greater_than", 3, false],
    [t("list"), "count_less_than", 4, true],
    [t("status"), "changed", undefined, true],
    [t("amount"), "changed", undefined, false],
    [t("text"), "changed", undefined, false],
    [t("removed"), "changed", undefined, true],
    [t("object"), "changed", undefined, true],
    ["{{trigger.object.a}}", "changed_from", 2, true],
    [t("status"), "changed_to", "open", true],
    [t("status"), "changed_to", "draft", false],
    [t("status"), "changed_from", "draft", true],
    [t("amount"), "changed_from", 120, false],
    [t("status"), "changed_from_to", ["draft", "open"], true],
    [t("status"), "changed_from_to", ["draft", "paid"], false],
    [t("status"), "changed_from_to", ["new", "open"], false],
  ])("%j %s %j is %s", (left, operator, right, outcome) =>
    expect(check(leaf(left, operator, right))).toBe(outcome),
  );

  it("sees no change where the event is no update", () => {
    expect(check(leaf(t("status"), "changed"), sampleScope({ trigger: { status: "a" } }))).toBe(
      false,
    );
  });

  const rightOf: Record<string, Json | undefined> = {
    none: undefined,
    one: "2026-01-01",
    two: [1, 2],
    list: [1],
    number: 1,
    duration: { amount: 1, unit: "days" },
    where: undefined,
  };
  const trueWhenMissing = new Set([
    "not_equals",
    "is_not_one_of",
    "is_empty",
    "not_exists",
    "no_item",
    "not_contains",
    "not_starts_with",
    "not_ends_with",
    "not_matches",
  ]);

  it.each(operators.map((operator) => [operator.name, operator] as const))(
    "gives a known result where the left side is missing: %s",
    (name, { right }) => {
      const written = leaf("{{ trigger.missing }}", name, rightOf[right]);
      const tree = right === "where" ? { ...written, where: no } : written;
      expect(check(tree)).toBe(trueWhenMissing.has(name));
    },
  );

  it.each<[Json, string, Json, string]>([
    [
      t("text"),
      "greater_than",
      1,
      "the left side is text, the right side number; two numbers, two texts or two dates are needed",
    ],
    [t("list"), "less_than", 1, "the left side is list; a number, a text or a date is needed"],
    [
      t("amount"),
      "greater_than",
      "{{ env.none }}",
      "the right side is nothing; a number, a text or a date is needed",
    ],
    [
      t("amount"),
      "between",
      ["{{ env.none }}", 2],
      "the right side is nothing; a number, a text or a date is needed",
    ],
    [
      t("amount"),
      "between",
      "{{ env.limit }}",
      "the right side is number; a list of two values is needed",
    ],
    [t("amount"), "contains", "1", "the left side is number; text or a list is needed"],
    [t("text"), "contains", 1, "the right side is number; text is needed"],
    [t("amount"), "not_contains", "1", "the left side is number; text or a list is needed"],
    [t("amount"), "starts_with", "1", "the left side is number; text is needed"],
    [t("text"), "ends_with", "{{ env.limit }}", "the right side is number; text is needed"],
    [t("amount"), "matches", "1", "the left side is number; text is needed"],
    [t("text"), "matches", "{{ env.limit }}", "the right side is number; text is needed"],
    [
      t("text"),
      "matches",
      "{{ env.broken }}",
      "the pattern is not valid: error parsing regexp: missing closing ): `(`",
    ],
    [t("amount"), "is_one_of", "{{ env.limit }}", "the right side is number; a list is needed"],
    [t("text"), "before", "2026-01-01", "the left side is text, but not a date"],
    [t("amount"), "before", "2026-01-01", "the left side is number; a date is needed"],
    [t("date"), "after", "soon", "the right side is text, but not a date"],
    [
      t("text"),
      "within_last",
      { amount: 1, unit: "days" },
      "the left side is text, but not a date",
    ],
    [
      t("date"),
      "within_last",
      { amount: "{{ env.pattern }}", unit: "days" },
      "the amount is text; a number from 0 is needed",
    ],
    [t("text"), "count_equals", 1, "the left side is text; a list is needed"],
    [t("list"), "count_equals", "{{ env.pattern }}", "the right side is text; a number is needed"],
  ])("%j %s %j is a type error: %s", (left, operator, right, message) => {
    const told = failureOf(leaf(left, operator, right));
    expect(told).toMatch(/^condition_type_error: the comparison \(\w+\) cannot be answered: /);
    expect(told).toContain(message);
  });
});
