import { describe, expect, it } from "vitest";
import type { TypeScope } from "../expression.ts";
import type { Json } from "../json.ts";
import {
  booleanType,
  dateType,
  listOf,
  nullType,
  numberType,
  objectOf,
  textType,
  typeAt,
  unionOf,
  unknownType,
} from "../type.ts";
import { compileCondition } from "./compile.ts";

const trigger = objectOf({
  amount: numberType,
  name: textType,
  paid: booleanType,
  due: dateType,
  nothing: nullType,
  maybe: unionOf([numberType, nullType]),
  lines: listOf(objectOf({ price: numberType })),
  open: unknownType,
});
const types: TypeScope = {
  typeOf(reference) {
    const lookup = typeAt(trigger, reference.path);
    return reference.root === "trigger" && lookup.found ? lookup.type : unknownType;
  },
};

function infer(tree: Json) {
  const compiled = compileCondition(tree);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.issues));
  const { type, problems } = compiled.expression.infer(types);
  expect(type).toEqual(booleanType);
  return problems.map(
    ({ code, message, severity }) => `${severity ? `${severity} ` : ""}${code}: ${message}`,
  );
}

const leaf = (path: string, operator: string, right?: Json) => ({
  left: `{{ trigger.${path} }}`,
  operator,
  ...(right !== undefined && { right }),
});
const items = (path: string, where: Json) => ({
  left: `{{ trigger.${path} }}`,
  operator: "any_item",
  where,
});

const withNothing = "missing_value: it is compared with nothing: the right side is empty";
const halfARange = "missing_value: the range is not whole: one of its ends is empty";

describe("the checker of conditions", () => {
  it.each<[string, string | undefined]>([
    ["trigger.amount", "To read the variable write {{ trigger.amount }}."],
    ["steps.sum.total", "To read the variable write {{ steps.sum.total }}."],
    ["example.com", undefined],
    ["today", undefined],
  ])("hints at forgotten braces around %s: %s", (left, hint) => {
    const compiled = compileCondition({ left, operator: "greater_than", right: 5 });
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.issues));
    const { problems } = compiled.expression.infer(types);
    expect(problems.map((problem) => problem.hint)).toEqual([hint]);
  });

  it.each<[Json]>([
    [leaf("amount", "greater_than", 5)],
    [leaf("maybe", "greater_than", 5)],
    [leaf("open", "greater_than", 5)],
    [leaf("amount", "greater_than", "{{ trigger.open }}")],
    [leaf("due", "less_than", "2026-01-01")],
    [leaf("amount", "between", [1, 2])],
    [leaf("amount", "equals", null)],
    [leaf("nothing", "equals", 5)],
    [leaf("nothing", "greater_than", 5)],
    [leaf("paid", "is_true")],
    [leaf("name", "exists")],
    [leaf("name", "is_empty")],
    [leaf("name", "equals", " ")],
    [leaf("name", "is_one_of", ["", "a"])],
    [leaf("name", "changed_to", "{{ trigger.amount }}")],
    [leaf("name", "changed")],
    [leaf("name", "changed_from", "")],
    [leaf("lines", "count_equals", 2)],
    [items("lines", { left: "{{ item.price }}", operator: "less_than", right: 5 })],
    [
      items("open", {
        left: "{{ item.price }}",
        operator: "less_than",
        right: "{{ trigger.amount }}",
      }),
    ],
    [{ any: [leaf("amount", "less_than", 5), leaf("name", "equals", "a")] }],
  ])("finds nothing wrong in %j", (tree) => expect(infer(tree)).toEqual([]));

  it.each<[Json, string]>([
    [
      { left: "", operator: "equals", right: "" },
      "missing_value: nothing is compared: the left side is empty",
    ],
    [
      { left: "", operator: "any_item", where: leaf("paid", "is_true") },
      "missing_value: nothing is compared: the left side is empty",
    ],
    [leaf("open", "equals", ""), `warning ${withNothing}`],
    [leaf("name", "not_equals", ""), `warning ${withNothing}`],
    [leaf("name", "contains", ""), `warning ${withNothing}`],
    [
      items("open", { left: "{{ item }}", operator: "equals", right: "" }),
      `warning ${withNothing}`,
    ],
    [leaf("amount", "equals", ""), withNothing],
    [leaf("amount", "greater_than", ""), withNothing],
    [leaf("amount", "between", [1, ""]), `warning ${halfARange}`],
    [leaf("name", "between", ["", "m"]), `warning ${halfARange}`],
    [
      leaf("name", "greater_than", 5),
      "type_mismatch: greater_than cannot compare text with number",
    ],
    [leaf("amount", "less_than", "5"), "type_mismatch: less_than cannot compare number with text"],
    [leaf("amount", "equals", "5"), "type_mismatch: equals cannot compare number with text"],
    [
      leaf("paid", "less_than", 5),
      "type_mismatch: less_than is for number or text, but boolean is given",
    ],
    [
      leaf("amount", "starts_with", "5"),
      "type_mismatch: starts_with is for text, but number is given",
    ],
    [
      leaf("amount", "contains", "5"),
      "type_mismatch: contains is for text or list, but number is given",
    ],
    [leaf("name", "is_true"), "type_mismatch: is_true is for boolean, but text is given"],
    [leaf("name", "count_equals", 1), "type_mismatch: count_equals is for list, but text is given"],
    [items("name", { all: [] }), "type_mismatch: any_item is for list, but text is given"],
    [
      items("lines", { left: "{{ item.price }}", operator: "equals", right: "5" }),
      "type_mismatch: equals cannot compare number with text",
    ],
    [
      items("lines", { left: "{{ item.prise }}", operator: "equals", right: 5 }),
      "unknown_field: item.prise: the items have no prise",
    ],
    [
      { none: [{ all: [leaf("name", "less_than", 1)] }] },
      "type_mismatch: less_than cannot compare text with number",
    ],
  ])("finds in %j: %s", (tree, problem) => expect(infer(tree)).toEqual([problem]));

  it("names the fields that items have, where it knows them", () => {
    const where = { left: "{{ item.prise }} {{ item.price.x }}", operator: "exists" };
    const compiled = compileCondition(items("lines", where));
    const problems = compiled.ok ? compiled.expression.infer(types).problems : [];
    expect(problems.map(({ hint }) => hint)).toEqual(["known are price", undefined]);
  });
});
