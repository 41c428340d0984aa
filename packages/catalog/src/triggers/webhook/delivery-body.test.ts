import { describe, expect, it } from "vitest";
import { deliver, verdict } from "./delivery.suite.ts";

describe("a webhook's body", () => {
  it.each([
    ["application/json", '{"a":1}', { a: 1 }],
    ["Application/JSON ; charset=utf-8", "[1]", [1]],
    ["application/cloudevents+json", "1", 1],
    [undefined, '"x"', "x"],
    ["", "null", null],
    ["application/json", "", null],
    ["application/json", "\ufeff {} ", {}],
    [
      "application/x-www-form-urlencoded",
      "a=1&b=%C3%A4+x&b=2&c",
      { a: "1", b: ["ä x", "2"], c: "" },
    ],
    ["text/plain", "hello", "hello"],
    ["text/xml; charset=utf-8", "<a/>", "<a/>"],
    ["text/plain", "", ""],
  ])("of type %s is read: %j", (contentType, text, body) => {
    expect(deliver({}, { contentType, text })).toMatchObject({ data: { body } });
  });

  it.each([
    "multipart/form-data; boundary=x",
    "application/xml",
    "image/png",
    "application/jsonx",
    "nonsense",
  ])("of type %s is not accepted", (contentType) => {
    expect(verdict({}, { contentType })).toBe("415 unsupported_media_type");
  });

  it.each([
    ['{"a":', "400 malformed_json"],
    ["{'a':1}", "400 malformed_json"],
    ['{"__proto__":1}', "400 prototype_key"],
    [String.raw`{"a":{"\u005f_proto__":1}}`, "400 prototype_key"],
    ['{"constructor":{"prototype":1}}', "400 prototype_key"],
    ["[".repeat(65), "400 json_too_deep"],
    [`{${Array.from({ length: 10_001 }, (_, i) => `"k${i}":1`).join()}}`, "400 json_too_many_keys"],
  ])("is refused: %.30s", (text, expected) => {
    expect(verdict({}, { text })).toBe(expected);
  });

  it("says where JSON breaks", () => {
    expect(deliver({}, { text: '{"a":1 b}' })).toMatchObject({
      message: expect.stringContaining("at character 8"),
    });
  });

  it("and query are refused with names that reach a prototype, or too many names", () => {
    const contentType = "application/x-www-form-urlencoded";
    expect(verdict({}, { contentType, text: "__proto__=1" })).toBe("400 prototype_key");
    expect(verdict({}, { query: "a=1&%5F_proto__=1" })).toBe("400 prototype_key");
    const names = (count: number) => Array.from({ length: count }, (_, i) => `k${i}=`).join("&");
    expect(verdict({}, { contentType, text: names(10_000) })).toBe("accepted");
    expect(verdict({}, { contentType, text: names(10_001) })).toBe("400 too_many_names");
  });

  it("must be UTF-8", () => {
    expect(verdict({}, { rawBody: Uint8Array.from([0x22, 0xff, 0x22]) })).toBe(
      "400 malformed_text",
    );
  });
});
