import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { Expression } from "./expression.ts";
import {
  conditionField,
  formulaField,
  jsonField,
  templateField,
  textField,
  typedField,
  valueField,
} from "./fields.ts";
import { failureOf, sampleScope } from "./formula/sample-scope.ts";
import type { Json } from "./json.ts";
import {
  booleanType,
  describeType,
  listOf,
  numberType,
  textType,
  type Type,
  unknownType,
} from "./type.ts";

const scope = sampleScope({ trigger: { n: 5, text: "t", list: [1, 2], none: null } });

function issuesOf(schema: z.ZodType, input: unknown): readonly string[] {
  const parsed = schema.safeParse(input);
  return parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
}

function value<T>(schema: z.ZodType<Expression<T>>, input: unknown): T | undefined {
  return schema.parse(input).evaluate(scope);
}

function inferred(schema: z.ZodType<Expression<unknown>>, input: unknown, type: Type): string {
  const inference = schema.parse(input).infer({ typeOf: () => type });
  return [describeType(inference.type), ...inference.problems.map(({ message }) => message)].join(
    "; ",
  );
}

describe("a field with variables", () => {
  it("of any JSON fills them in at every depth", () => {
    expect(value(jsonField(), { a: ["{{ trigger.n }}"], b: "x{{ trigger.n }}" })).toEqual({
      a: [5],
      b: "x5",
    });
    expect(issuesOf(jsonField(), "{{ x }}")[0]).toMatch(
      /unknown variable "x".*\(at character 4\)$/,
    );
  });

  it("of one template keeps the type", () => {
    expect(value(templateField(), "{{ trigger.list }}")).toEqual([1, 2]);
    expect(issuesOf(templateField(), 5)).toHaveLength(1);
    expect(issuesOf(templateField(), "{{ trigger.n")).toEqual([
      ": }} is expected here: a template names a variable and perhaps a default; calculate with a formula (at character 13)",
    ]);
  });

  it("of text always gives text", () => {
    expect(value(textField(), "{{ trigger.n }}")).toBe("5");
    expect(value(textField(), "{{ trigger.none }}")).toBe("");
    expect(inferred(textField(), "{{ trigger.n }}", numberType)).toBe("text");
    expect(issuesOf(textField(), "{{")).toHaveLength(1);
  });

  it("of a formula computes", () => {
    expect(value(formulaField(), "trigger.n * 2")).toBe(10);
    expect(issuesOf(formulaField(), "1 +")).toHaveLength(1);
  });

  it("of a condition decides, and tells where it is wrong", () => {
    const left = "{{ trigger.n }}";
    expect(value(conditionField(), { left, operator: "greater_than", right: 1 })).toBe(true);
    expect(
      issuesOf(conditionField(), { all: [{ left, operator: "bigger", right: 1 }] })[0],
    ).toMatch(/^all\.0/);
  });
});

describe("a condition that compares nothing", () => {
  it("can be carried out, and is a finding", () => {
    const field = conditionField();
    expect(value(field, { all: [] })).toBe(true);
    const { type, problems } = field
      .parse({ any: [{ all: [] }] })
      .infer({ typeOf: () => unknownType });
    expect(type).toEqual(booleanType);
    expect(problems).toEqual([
      {
        code: "missing_condition",
        message: "the condition is empty",
        hint: "Add what is compared.",
      },
    ]);
  });
});

describe("a field with a wanted type", () => {
  const list = typedField(listOf(unknownType));

  it("finds what certainly does not fit, and lets through what might", () => {
    expect(inferred(list, "{{ trigger.n }}", numberType)).toBe(
      "number; number is given where list is needed",
    );
    expect(inferred(list, "{{ trigger.n }}", unknownType)).toBe("anything");
    expect(inferred(list, [1], unknownType)).toBe("list of number");
    expect(value(list, ["{{ trigger.n }}"])).toEqual([5]);
  });
});

describe("a field of a schema", () => {
  const count = valueField(z.int().min(1));
  const word = valueField(z.string().min(1));

  it("takes a literal of the schema's type and nothing else", () => {
    expect(value(count, 3)).toBe(3);
    expect(inferred(count, 3, unknownType)).toBe("number");
    expect(issuesOf(count, 0)).toEqual([": Too small: expected number to be >=1"]);
    expect(issuesOf(count, "three")).toEqual([": number or a template is needed here"]);
    expect(value(word, "plain")).toBe("plain");
  });

  it("takes one template whose value must fit when the step runs", () => {
    expect(value(count, "{{ trigger.n }}")).toBe(5);
    expect(value(word, "{{ trigger.text }}-{{ trigger.n }}")).toBe("t-5");
    expect(failureOf(() => value(count, "{{ trigger.text }}"))).toBe(
      "invalid_value: {{ trigger.text }} gives text; number is needed here",
    );
    expect(failureOf(() => value(count, "{{ trigger.nothing }}"))).toBe(
      "invalid_value: {{ trigger.nothing }} gives nothing; number is needed here",
    );
  });

  it("finds a template that certainly does not fit", () => {
    expect(inferred(count, "{{ trigger.n }}", textType)).toBe(
      "text; text is given where number is needed",
    );
    expect(inferred(count, "{{ trigger.n }}", numberType)).toBe("number");
    expect(issuesOf(count, "{{ trigger.n")).toEqual([
      ": }} is expected here: a template names a variable and perhaps a default; calculate with a formula (at character 13)",
    ]);
  });

  it("does not take a template with a mistake for plain text", () => {
    expect(issuesOf(word, "{{ trigger.n")).toEqual([
      ": }} is expected here: a template names a variable and perhaps a default; calculate with a formula (at character 13)",
    ]);
  });

  it("of several types takes each of them", () => {
    const either = valueField(
      z.union([z.array(z.json()), z.number()]) as unknown as z.ZodType<Json>,
    );
    expect(value(either, "{{ trigger.list }}")).toEqual([1, 2]);
    expect(inferred(either, "{{ trigger.n }}", booleanType)).toBe(
      "boolean; boolean is given where list or number is needed",
    );
  });
});
