import { describe, expect, it } from "vitest";
import { sampleScope } from "../formula/sample-scope.ts";
import type { Json } from "../json.ts";
import { check, expression, failureOf, leaf, no, t, yes } from "./sample-conditions.ts";

describe("an operator on the items of a list", () => {
  const items = (operator: string, where: Json, left: Json = t("lines")) => ({
    left,
    operator,
    where,
  });
  const cheap = leaf("{{ item.price }}", "less_than", 10);

  it.each<[string, Json, boolean]>([
    ["any_item", cheap, true],
    ["all_items", cheap, false],
    ["no_item", cheap, false],
    ["any_item", no, false],
    ["all_items", yes, true],
    ["no_item", no, true],
    ["any_item", { all: [cheap, leaf("{{ item.sku }}", "equals", "a")] }, true],
    ["any_item", leaf("{{ item.price }}", "equals", "{{ trigger.amount }}"), false],
    ["any_item", items("any_item", leaf("{{ item }}", "equals", "z"), "{{ item.tags }}"), true],
    ["all_items", items("any_item", leaf("{{ item }}", "equals", "z"), "{{ item.tags }}"), false],
  ])("%s where %j is %s", (operator, where, outcome) =>
    expect(check(items(operator, where))).toBe(outcome),
  );

  it("sees all other variables", () => {
    const where = {
      all: [
        leaf("{{ steps.a }}", "equals", 1),
        leaf("{{ vars.b }}", "equals", 2),
        leaf("{{ scopes.c.index }}", "equals", 3),
        leaf("{{ trigger.x }}", "changed"),
      ],
    };
    const given = sampleScope({
      trigger: { list: [1], x: 1 },
      previous: { x: 2 },
      steps: { a: 1 },
      variable: () => 2,
      enclosing: () => ({ index: 3 }),
    });
    expect(check(items("any_item", where, t("list")), given)).toBe(true);
  });

  it("leaves the item of the outside as it was", () => {
    const inner = items("any_item", yes, "{{ item.tags }}");
    const after = leaf("{{ item.sku }}", "equals", "b");
    expect(check(items("any_item", { all: [inner, after] }))).toBe(true);
    expect(check({ all: [items("any_item", yes), leaf("{{ item }}", "not_exists")] })).toBe(true);
  });

  it("is for lists", () => {
    expect(failureOf(items("any_item", yes, t("text")))).toBe(
      "condition_type_error: the comparison (any_item) cannot be answered: the left side is text; a list is needed",
    );
  });

  it("looks at the first 100 items, or as many as the limit says", () => {
    const list = Array.from({ length: 101 }, (_, index) => index);
    const tree = items("any_item", leaf("{{ item }}", "equals", 100), t("list"));
    const given = sampleScope({ trigger: { list } });
    expect(check(tree, given)).toBe(false);
    const limits = { ...given.limits, conditionListItemsMax: 101 };
    expect(check(tree, { ...given, limits })).toBe(true);
  });

  it("does not list its item among the variables", () => {
    const { references } = expression({
      all: [items("any_item", cheap), leaf("{{ item }}", "exists")],
    });
    expect(references.map(({ text, isOptional }) => [text, isOptional])).toEqual([
      ["trigger.lines", false],
      ["item", true],
    ]);
  });
});
