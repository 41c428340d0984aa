import { describe, expect, it } from "vitest";
import { conditionOf, groupOf, listOfText, textOfList, withOperator } from "./condition-tree.ts";
import { sentenceOf } from "./sentence.ts";

const row = { left: "{{ trigger.amount }}", operator: "equals", right: 5 };

describe("a condition in the editor", () => {
  it("is a group, also where it is one comparison", () => {
    expect(groupOf(row)).toEqual({ kind: "all", items: [row] });
    expect(conditionOf(groupOf({ any: [row] }))).toEqual({ any: [row] });
    expect(groupOf(undefined).items).toEqual([]);
  });

  it("keeps the right side only where the next operator wants the same", () => {
    expect(withOperator(row, "not_equals", { before: "one", after: "one" })).toEqual({
      ...row,
      operator: "not_equals",
    });
    expect(withOperator(row, "exists", { before: "one", after: "none" })).toEqual({
      left: row.left,
      operator: "exists",
    });
    expect(withOperator(row, "between", { before: "one", after: "two" }).right).toEqual(["", ""]);
  });

  it("reads lists as people write them", () => {
    expect(listOfText("1, two,true", false)).toEqual([1, "two", true]);
    expect(listOfText("1, 2", true)).toEqual(["1", "2"]);
    expect(listOfText("{{ vars.all }}", false)).toBe("{{ vars.all }}");
    expect(textOfList([1, "two"])).toBe("1, two");
  });
});

describe("a condition read back", () => {
  const words = {
    titleOf: (path: string) => path.split(".").at(-1) ?? "",
    operatorOf: (name: string) => name.replaceAll("_", " "),
    all: " and ",
    any: " or ",
    none: (inner: string) => `none of: ${inner}`,
    nothing: "…",
  };

  it.each([
    [{ all: [row, { ...row, operator: "less_than" }] }, "amount equals 5 and amount less than 5"],
    [
      { any: [row, { all: [row, row] }] },
      "amount equals 5 or (amount equals 5 and amount equals 5)",
    ],
    [{ none: [row] }, "none of: amount equals 5"],
    [{ left: "{{ a.plan }}", operator: "equals", right: "pro" }, "plan equals “pro”"],
    [{ left: "", operator: "between", right: [1, 2] }, "… between 1, 2"],
  ])("%j is %s", (condition, expected) => {
    expect(sentenceOf(condition, words)).toBe(expected);
  });
});
