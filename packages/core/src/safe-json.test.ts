import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseSafeJson } from "./safe-json.ts";

function codeOf(text: string): string {
  const parsed = parseSafeJson(text);
  return parsed.ok ? "ok" : parsed.code;
}

function messageOf(text: string): string {
  const parsed = parseSafeJson(text);
  return parsed.ok ? "" : parsed.message;
}

function nested(depth: number, open: string, close: string): string {
  return `${open.repeat(depth)}1${close.repeat(depth)}`;
}

function escaped(text: string): string {
  return text.replaceAll(/./g, (c) => `\\u00${(c.codePointAt(0) ?? 0).toString(16)}`);
}

function manyKeys(count: number): string {
  return JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, i])));
}

describe("parseSafeJson", () => {
  it("reads what JSON.parse reads, for any JSON", () => {
    const value = fc
      .jsonValue({ maxDepth: 5 })
      .filter((v) => !JSON.stringify(v).includes("__proto__"));
    fc.assert(
      fc.property(value, fc.constantFrom(undefined, 1, "\t"), (any, space) => {
        const text = JSON.stringify(any, null, space);
        expect(parseSafeJson(text)).toEqual({ ok: true, value: JSON.parse(text) });
      }),
    );
  });

  it("agrees with JSON.parse on what is JSON, for any text", () => {
    const pieces = fc.constantFrom("{", "}", "[", "]", '"', "\\", ":", ",", "1", "a", " ", "null");
    fc.assert(
      fc.property(
        fc.array(pieces).map((parts) => parts.join("")),
        (text) => {
          let isJson = true;
          try {
            JSON.parse(text);
          } catch {
            isJson = false;
          }
          expect(parseSafeJson(text).ok).toBe(isJson);
        },
      ),
    );
  });

  it.each([
    ["[", "]"],
    ['{"a":', "}"],
  ])("accepts a depth of 64 and refuses 65 (%s)", (open, close) => {
    expect(codeOf(nested(64, open, close))).toBe("ok");
    expect(codeOf(nested(65, open, close))).toBe("json_too_deep");
  });

  it("knows where a string ends, whatever it escapes", () => {
    const brackets = "[".repeat(65);
    expect(codeOf(JSON.stringify(`"${brackets}`))).toBe("ok");
    expect(codeOf(JSON.stringify(String.raw`\"\\"${brackets}`))).toBe("ok");
    expect(codeOf(String.raw`["\\",${brackets}`)).toBe("json_too_deep");
    expect(codeOf(String.raw`{"a":"\"","__proto__":1}`)).toBe("prototype_key");
    expect(codeOf(String.raw`{"a":"\\","__proto__":1}`)).toBe("prototype_key");
  });

  it("counts the depth at one place, not the brackets", () => {
    expect(codeOf(`[${"[],{},".repeat(500)}1]`)).toBe("ok");
    expect(codeOf(JSON.stringify("[".repeat(1000)))).toBe("ok");
  });

  it("accepts 10,000 keys and refuses one more", () => {
    expect(codeOf(manyKeys(9_999))).toBe("ok");
    expect(codeOf(manyKeys(10_000))).toBe("ok");
    expect(codeOf(manyKeys(10_001))).toBe("json_too_many_keys");
    expect(codeOf(JSON.stringify(":".repeat(20_000)))).toBe("ok");
  });

  it("takes other limits", () => {
    const limits = { depthMax: 1, keysMax: 1 };
    expect(parseSafeJson('{"a":1}', limits).ok).toBe(true);
    expect(parseSafeJson('{"a":[]}', limits)).toMatchObject({ code: "json_too_deep" });
    expect(parseSafeJson('{"a":1,"b":2}', limits)).toMatchObject({ code: "json_too_many_keys" });
  });

  it.each([
    '{"__proto__":{"admin":true}}',
    '{"a":[{"__proto__" \n : 1}]}',
    `{"${escaped("__proto__")}":1}`,
    String.raw`{"\u005f_proto__":1}`,
    String.raw`{"__prot\u006F__":1}`,
    '{"constructor":{"prototype":{"admin":true}}}',
    '{"constructor": {"a":{"b":[1,2]},"prototype":1}}',
    `{"${escaped("constructor")}":{"${escaped("prototype")}":1}}`,
  ])("refuses keys that reach a prototype: %s", (text) => {
    expect(codeOf(text)).toBe("prototype_key");
  });

  it.each([
    '{"constructor":"Ferrari","prototype":"F1"}',
    '{"constructor":[{"prototype":1}]}',
    '{"constructor":1,"car":{"prototype":1}}',
    '{"a":{"constructor":{}},"b":{"prototype":1}}',
    '{"constructor":{"car":{"prototype":1}}}',
    '{"constructor":{"a":1},"b":{"prototype":1}}',
    '[{"constructor":1},{"prototype":1}]',
    '["__proto__","constructor","prototype"]',
    '{"a":"__proto__","\\"__proto__\\"":1}',
    String.raw`{"\\u005f_proto__":1}`,
    '{"proto":1,"__proto":2,"__proto___":3}',
  ])("accepts harmless uses of the same words: %s", (text) => {
    expect(codeOf(text)).toBe("ok");
  });

  it.each([
    ["1e400", "number_too_large"],
    ['{"a":[1,{"b":-1E+999}]}', "number_too_large"],
    ["9".repeat(309), "number_too_large"],
    ["9".repeat(308), "ok"],
    ["1e308", "ok"],
    ["1e-400", "ok"],
    ['{"text":"1e400"}', "ok"],
    ["[null,1e300,true]", "ok"],
  ])("a number that would be Infinity is refused: %s", (text, code) => {
    expect(codeOf(text)).toBe(code);
  });

  it("looks for such numbers in linear time", () => {
    const text = `[${Array.from({ length: 3000 }, () => "1".repeat(308)).join(",")}]`;
    const startedAt = performance.now();
    expect(codeOf(text)).toBe("ok");
    expect(performance.now() - startedAt).toBeLessThan(1000);
  });

  it("never changes a prototype", () => {
    const key = fc.constantFrom("__proto__", "constructor", "prototype", "a");
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof({ depthSize: "small" }, fc.integer(), fc.array(tie("value")), tie("object")),
      object: fc.array(fc.tuple(key, tie("value"))).map((pairs) => ({ toJSON: () => "", pairs })),
    }));
    fc.assert(
      fc.property(value, (any) => {
        const parsed = parseSafeJson(written(any));
        if (parsed.ok) Object.assign({}, parsed.value);
        expect(Object.keys(Object.prototype)).toEqual([]);
        expect(({} as { readonly a?: unknown }).a).toBeUndefined();
      }),
    );
  });

  it("says where malformed JSON breaks, and quotes nothing of it", () => {
    expect(messageOf('{"secret":1 x}')).toBe("this is not valid JSON (at character 13)");
    expect(messageOf('{"secret":1')).toMatch(/at character 1[12]\)/);
    expect(messageOf("[1,")).toBe("the JSON ends too early (at character 3)");
    expect(messageOf("secret")).toBe("this is not valid JSON");
    expect(messageOf("")).toBe("the JSON ends too early (at character 0)");
    expect(codeOf('"abc')).toBe("malformed_json");
    expect(codeOf('"abc\\"')).toBe("malformed_json");
  });

  it("refuses a megabyte of brackets, 200,000 keys and a string of backslashes without parsing them", () => {
    expect(codeOf("[".repeat(1_000_000))).toBe("json_too_deep");
    expect(codeOf(`{${'"a":1,'.repeat(200_000)}"a":1}`)).toBe("json_too_many_keys");
    expect(codeOf(`"${"\\".repeat(1_000_001)}"`)).toBe("malformed_json");
  });
});

function written(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(written).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const { pairs } = value as { readonly pairs: readonly (readonly [string, unknown])[] };
  return `{${pairs.map(([key, inner]) => `"${key}":${written(inner)}`).join(",")}}`;
}
