import { describe, expect, it } from "vitest";
import { sampleScope } from "../formula/sample-scope.ts";
import type { Json } from "../json.ts";
import { expression, leaf, t } from "./sample-conditions.ts";

/** Vitest fails also synchronous tests that took longer; the machine may be busy, so again. */
const soon = { timeout: 1000, retry: 2 };

describe("a condition that costs much", () => {
  const numbers = Array.from({ length: 100_000 }, (_, index) => index);
  const text = "ab".repeat(400_000);
  const objects = numbers.slice(0, 10_000).map((id) => ({ id, tags: ["a"] }));
  const given = sampleScope({
    trigger: { numbers, text, objects, same: structuredClone(objects) },
    previous: { objects: structuredClone(objects) },
  });
  const all = (part: Json) => ({ all: Array(500).fill(part) as Json[] });
  const nested = (depth: number): Json =>
    depth === 0
      ? leaf("{{ item }}", "less_than", 0)
      : { left: t("numbers"), operator: "any_item", where: nested(depth - 1) };

  it.each<[string, Json]>([
    ["nested lists", nested(10)],
    ["large values", all(leaf(t("objects"), "equals", t("same")))],
    ["long texts", all(leaf(t("text"), "not_contains", "ba1"))],
    ["changes of large values", { none: all(leaf(t("objects"), "changed")).all }],
    ["long lists of choices", all(leaf("x", "is_not_one_of", t("numbers")))],
    ["long lists", all(leaf(t("numbers"), "not_contains", -1))],
    ["patterns", all(leaf(t("text"), "not_matches", "(a?b?){100}z$"))],
    ["joined texts", all(leaf(`${t("text")}${t("text")}`, "not_equals", "x"))],
  ])("ends soon at its limit: %s", soon, (_, tree) => {
    const condition = expression(tree);
    expect(() => condition.evaluate(given)).toThrow("The condition reached a limit");
  });
});
