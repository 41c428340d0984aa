import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sampleScope } from "./formula/sample-scope.ts";
import type { Json } from "./json.ts";
import type { Scope } from "./scope.ts";
import {
  hasTemplate,
  parseTemplateText,
  parseTemplateValue,
  scanTemplate,
  type TemplateParse,
  textOf,
  typeOfJson,
} from "./template.ts";
import { describeType, numberType, type Type, unknownType } from "./type.ts";

const scope = sampleScope({
  trigger: { n: 5, no: null, yes: true, list: [1], object: { a: 1 }, text: "t" },
});

function valueOf(parsed: TemplateParse<Json>, given: Scope = scope): Json | undefined {
  return parsed.ok ? parsed.expression.evaluate(given) : `${parsed.position}: ${parsed.message}`;
}

function typeOf(parsed: TemplateParse<Json>, type: Type = numberType): string {
  return parsed.ok ? describeType(parsed.expression.infer({ typeOf: () => type }).type) : "refused";
}

describe("a template", () => {
  it.each<[string, Json | undefined]>([
    ["", ""],
    ["plain } text {", "plain } text {"],
    ["{{ trigger.n }}", 5],
    ["{{trigger.n}}", 5],
    ["{{ trigger.list }}", [1]],
    ["{{ trigger.none }}", undefined],
    ["{{ trigger.no }}", null],
    [" {{ trigger.n }}", " 5"],
    ["{{ trigger.n }}{{ trigger.n }}", "55"],
    ["a {{ trigger.yes }} b {{ trigger.no }}{{ trigger.none }} c", "a true b  c"],
    ["{{ trigger.list }}/{{ trigger.object }}", '[1]/{"a":1}'],
    ['{{ trigger.none ?? "x" }}', "x"],
    ['{{ trigger.no ?? "x" }}', "x"],
    ['{{ trigger.text ?? "x" }}', "t"],
    ['<{{ trigger.none ?? "{{ trigger.n }}" }}>', "<{{ trigger.n }}>"],
    ['{{ trigger.none??"\\u00e4\\n" }}', "ä\n"],
    ["{{ trigger.none ?? -1.5e2 }}", -150],
    ["{{ trigger.none ?? true }}", true],
    ["{{ trigger.none ?? null }}", null],
    ["{{ trigger.none ?? [ ] }}", []],
    ["{{ trigger.none ?? {} }}", {}],
  ])("%j gives %j", (source, expected) => {
    expect(valueOf(parseTemplateText(source))).toEqual(expected);
  });

  it.each([
    [
      "a {{ trigger.n",
      "14: }} is expected here: a template names a variable and perhaps a default; calculate with a formula",
    ],
    [
      "{{ trigger.n }",
      "13: }} is expected here: a template names a variable and perhaps a default; calculate with a formula",
    ],
    [
      "{{ trigger.n + 1 }}",
      "13: }} is expected here: a template names a variable and perhaps a default; calculate with a formula",
    ],
    [
      "{{ trigger.n ?? 01 }}",
      "17: }} is expected here: a template names a variable and perhaps a default; calculate with a formula",
    ],
    ["{{ trigger.n ?? x }}", /^16: after \?\? a text in "quotes"/],
    ['{{ trigger.n ?? "\\x" }}', /^16: after \?\?/],
    ["{{ trigger.n ?? }}", /^16: after \?\?/],
    ["{{ nobody }}", /^3: unknown variable "nobody"/],
    ["{{ }}", /^3: a variable was expected here/],
  ])("%j is refused", (source, message) => {
    expect(valueOf(parseTemplateText(source))).toMatch(message);
  });

  it("tells its variables, and which have a default", () => {
    const parsed = parseTemplateText('{{ trigger.a }} {{ steps.b ?? "" }}');
    expect(parsed).toMatchObject({
      expression: {
        references: [
          { text: "trigger.a", isOptional: false },
          { text: "steps.b", isOptional: true },
        ],
      },
    });
  });

  it("alone has the type of its variable, among text it is text", () => {
    expect(typeOf(parseTemplateText("{{ trigger.n }}"))).toBe("number");
    expect(typeOf(parseTemplateText('{{ trigger.n ?? "x" }}'))).toBe("number or text");
    expect(typeOf(parseTemplateText("{{ trigger.n }} EUR"))).toBe("text");
    expect(typeOf(parseTemplateText("none"))).toBe("text");
  });

  it("is seen by its brackets", () => {
    expect(hasTemplate("a {{ b")).toBe(true);
    expect(hasTemplate("a { b")).toBe(false);
  });
});

describe("a value with templates inside", () => {
  it("keeps its shape; what is missing is left out of objects and null in lists", () => {
    const source = { a: ["{{ trigger.n }}", "{{ trigger.none }}"], b: "{{ trigger.none }}", c: 1 };
    expect(valueOf(parseTemplateValue(source))).toEqual({ a: [5, null], c: 1 });
  });

  it("without any is the value itself", () => {
    const source = { a: [1, { b: null }] };
    expect(valueOf(parseTemplateValue(source))).toBe(source);
    expect(typeOf(parseTemplateValue(source))).toBe("object");
  });

  it("is refused where one inside is", () => {
    expect(valueOf(parseTemplateValue({ a: [{ b: "{{ x }}" }] }))).toMatch(/^3: unknown variable/);
  });

  it("has the type of its parts", () => {
    const parsed = parseTemplateValue({ a: ["{{ trigger.n }}"], b: "{{ trigger.n }}!" });
    const inference = parsed.ok && parsed.expression.infer({ typeOf: () => numberType });
    expect(inference).toEqual({
      type: {
        kind: "object",
        isOpen: false,
        fields: { a: { kind: "list", item: numberType }, b: { kind: "text" } },
      },
      problems: [],
    });
  });
});

const spiked = fc.oneof(
  fc.string(),
  fc.constantFrom("{{ trigger.n }}", "{{", "}}", '{{ x ?? "', "${a}", "{{ secrets.key }}"),
);
const anyJson = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    spiked,
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(spiked, tie("value"), { maxKeys: 3 }),
  ),
})).value;

describe("data never becomes code", () => {
  it("a value with template syntax inside comes out equal", () => {
    const parsed = parseTemplateValue({ in: ["{{ trigger.data }}"] });
    fc.assert(
      fc.property(anyJson, (data) => {
        const given = sampleScope({ trigger: { data, n: 5 } });
        expect(valueOf(parsed, given)).toEqual({ in: [data] });
      }),
      { numRuns: 1000 },
    );
  });

  it("a text with template syntax inside comes out as it is among other text", () => {
    const parsed = parseTemplateText("<{{ trigger.data }}|{{ trigger.data }}>");
    fc.assert(
      fc.property(spiked, (data) => {
        const given = sampleScope({ trigger: { data, n: 5 } });
        expect(valueOf(parsed, given)).toBe(`<${data}|${data}>`);
      }),
      { numRuns: 1000 },
    );
  });

  it("a key with template syntax stays a key", () => {
    const parsed = parseTemplateValue({ "{{ trigger.n }}": "{{ trigger.n }}", ["__proto__"]: 1 });
    expect(Object.entries(valueOf(parsed) ?? {})).toEqual([
      ["{{ trigger.n }}", 5],
      ["__proto__", 1],
    ]);
  });

  it("any text is parsed or refused in time that grows with its length", () => {
    for (const part of ["{{", "{{ trigger.a ?? ", '{{ trigger.a ?? "\\', "{{ trigger.a }}"]) {
      const parsed = parseTemplateText(part.repeat(20_000));
      expect(parsed.ok).toBe(part.endsWith("}}"));
    }
  });
});

describe("a template inside another language", () => {
  it("is read where it opens, up to its own end", () => {
    const text = 'f({{ trigger.no ?? "}}" }}, {{ trigger.n }})';
    const first = scanTemplate(text, 2);
    expect(first).toMatchObject({ ok: true, end: 26, expression: { source: text.slice(2, 26) } });
    expect(first.ok && first.expression.evaluate(scope)).toBe("}}");
    expect(first.ok && first.expression.references).toMatchObject([{ text: "trigger.no" }]);
  });

  it("with a mistake is refused at the place in the whole text", () => {
    expect(scanTemplate("1 + {{ nope }}", 4)).toMatchObject({ ok: false, position: 7 });
  });
});

describe("a value as text and as type", () => {
  it.each<[Json | undefined, string]>([
    [undefined, ""],
    [null, ""],
    [0, "0"],
    [false, "false"],
    ["x", "x"],
    [[1, "a"], '[1,"a"]'],
  ])("%j is %j in text", (value, text) => {
    expect(textOf(value)).toBe(text);
  });

  it.each<[Json, string]>([
    [null, "null"],
    [1, "number"],
    [true, "boolean"],
    ["x", "text"],
    [{ a: 1 }, "object"],
    [[1, 2], "list of number"],
    [[1, "x"], "list of number or text"],
  ])("%j is %s", (value, type) => {
    expect(describeType(typeOfJson(value))).toBe(type);
  });

  it("of an empty list says nothing of the items", () => {
    expect(typeOfJson([])).toEqual({ kind: "list", item: unknownType });
  });
});
