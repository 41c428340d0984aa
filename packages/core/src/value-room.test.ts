import { describe, expect, it } from "vitest";
import { describeConfig, resolveConfig } from "./expression.ts";
import { sampleScope } from "./formula/sample-scope.ts";
import type { Json } from "./json.ts";
import { defaultLimits } from "./limits.ts";
import { parseTemplateValue } from "./template.ts";

const mebibyte = 1024 * 1024;
const large = { text: "x".repeat(mebibyte - 100) };
const scope = sampleScope({ trigger: large });

function expressionOf(source: Json) {
  const parsed = parseTemplateValue(source);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.expression;
}

const many = Array.from({ length: 200 }, (_, index) => index);

/** What the work takes, and whether it is refused. */
function refusal(work: () => unknown): unknown {
  const startedAt = performance.now();
  try {
    work();
    return "not refused";
  } catch (error) {
    expect(performance.now() - startedAt).toBeLessThan(1000);
    return error;
  }
}

describe("a value of 1 MiB that is used 200 times", () => {
  it.each<[string, Json]>([
    ["in a list", many.map(() => "{{ trigger }}")],
    ["in nested objects", Object.fromEntries(many.map((key) => [key, { a: ["{{ trigger }}"] }]))],
    ["in one text", many.map(() => "{{ trigger }}").join(" ")],
    ["in a text with a secret", `{{ secrets.a }}${many.map(() => "{{ trigger }}").join(" ")}`],
    ["in many texts", many.map((one) => `${one}: {{ trigger }}`)],
    ["in many texts with a secret", many.map(() => "{{ secrets.a }} {{ trigger.text }}")],
  ])("is refused %s, before it is written out", (_how, source) => {
    const expected = { failure: { code: "limit_reached", retryable: false } };
    expect(refusal(() => expressionOf(source).evaluate(scope))).toMatchObject(expected);
    expect(refusal(() => resolveConfig(expressionOf(source), scope))).toMatchObject(expected);
  });

  it("is refused over the fields of a config, and where history would show them", () => {
    const config = {
      query: Object.fromEntries(many.map((n) => [n, expressionOf("{{ trigger }}")])),
    };
    const expected = { failure: { code: "limit_reached" } };
    expect(refusal(() => resolveConfig(config, scope))).toMatchObject(expected);
    expect(refusal(() => describeConfig(config, scope))).toMatchObject(expected);
  });
});

describe("the room for a value", () => {
  it("holds seven times the largest event", () => {
    const seven = many.slice(0, 7).map(() => "{{ trigger }}");
    expect(expressionOf(seven).evaluate(scope)).toHaveLength(7);
    expect(refusal(() => expressionOf([...seven, ...seven]).evaluate(scope))).toMatchObject({});
  });

  it("grows with the limits of events and outputs", () => {
    const limits = { ...defaultLimits, eventBytesMax: 300 * mebibyte };
    const source = many.map(() => "{{ trigger }}");
    expect(expressionOf(source).evaluate({ ...scope, limits })).toHaveLength(200);
  });

  it("does not count what the definition itself says", () => {
    const source = { own: "y".repeat(9 * mebibyte), n: "{{ trigger.none ?? 1 }}" };
    expect(expressionOf(source).evaluate(scope)).toEqual({ ...source, n: 1 });
  });
});
