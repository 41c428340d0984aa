import { describe, expect, it } from "vitest";
import type { TypeScope } from "../expression.ts";
import {
  booleanType,
  dateType,
  describeType,
  listOf,
  nullType,
  numberType,
  objectOf,
  textType,
  typeAt,
  unionOf,
} from "../type.ts";
import { compileFormula } from "./compile.ts";

const trigger = objectOf({
  amount: numberType,
  name: textType,
  paid: booleanType,
  due: dateType,
  numbers: listOf(numberType),
  maybe: unionOf([numberType, nullType]),
});
const types: TypeScope = {
  typeOf(reference) {
    const lookup = typeAt(trigger, reference.path);
    return lookup.found ? lookup.type : { kind: "unknown" };
  },
};

function infer(source: string) {
  const compiled = compileFormula(source);
  if (!compiled.ok) throw new Error(`${source}: ${compiled.message}`);
  const { type, problems } = compiled.expression.infer(types);
  return [
    describeType(type),
    ...problems.map(({ message, position }) => `${position}: ${message}`),
  ];
}

describe("the type of a formula", () => {
  it.each([
    ["1", "number"],
    ["trigger.name", "text"],
    ["trigger.unknown * 2", "number"],
    ["trigger.maybe * 2", "number"],
    ["-trigger.amount%", "number"],
    ["trigger.amount & 1", "text"],
    ["trigger.amount > 1", "boolean"],
    ['trigger.due < "2026-01-01"', "boolean"],
    ["trigger.amount = NULL", "boolean"],
    ["{}", "list"],
    ["{1, trigger.amount}", "list of number"],
    ['{1, "a"}', "list of number or text"],
    ['IF(trigger.paid, 1, "a")', "number or text"],
    ["IF(trigger.paid, 1)", "number or null"],
    ['IFS(trigger.paid, 1, TRUE, "a")', "number or text or null"],
    ['SWITCH(trigger.name, "a", 1, "b", TRUE)', "number or boolean or null"],
    ['SWITCH(trigger.name, "a", 1, "b")', "number or text or null"],
    ["FIRST(trigger.numbers)", "number"],
    ["FIRST(trigger.unknown)", "anything"],
    ["SORT(trigger.numbers)", "list of number"],
    ["SORT(trigger.unknown)", "list"],
    ["LIST()", "list"],
    ["LIST(1, 2)", "list of number"],
    ["COALESCE(trigger.amount, 0)", "number"],
    ["IFEMPTY(trigger.name, 0)", "text or number"],
    ["IFERROR(trigger.name, 0)", "text or number"],
    ["TODAY()", "date"],
    ["GET(trigger.unknown, 1)", "anything"],
  ])("of %s is %s", (source, type) => expect(infer(source)).toEqual([type]));

  it.each([
    ["1 + trigger.name", "4: text is given where number is needed"],
    ["trigger.paid * 2", "0: boolean is given where number is needed"],
    ["-trigger.name", "1: text is given where number is needed"],
    ["NULL + 1", "0: null is given where number is needed"],
    ["trigger.amount < trigger.name", "0: < cannot compare number and text"],
    ["trigger.paid > TRUE", "0: > cannot compare boolean and boolean"],
    ['trigger.amount = "5"', "0: = never finds equal number and text"],
    ['trigger.amount <> "5"', "0: <> never finds equal number and text"],
    ["UPPER(trigger.amount)", "6: number is given where text is needed"],
    ["IF(trigger.name, 1, 2)", "3: text is given where boolean is needed"],
    ["SUM(trigger.name)", "4: text is given where number or list of number or null is needed"],
    ["IFERROR({1 + trigger.name}, 1)", "13: text is given where number is needed"],
  ])("of %s has a problem: %s", (source, problem) => expect(infer(source)).toContain(problem));

  it("has the code of a type mismatch", () => {
    const compiled = compileFormula("1 + trigger.name");
    expect(compiled.ok && compiled.expression.infer(types).problems).toMatchObject([
      { code: "type_mismatch", position: 4 },
    ]);
  });
});
