import { describe, expect, it } from "vitest";
import { jsonErrorAt } from "./json-error.ts";

describe("the place where a text is no JSON", () => {
  it.each([
    ['{\n  "name": }', 2],
    ['{"a": 1,\n "b": 2', 2],
    ['{"a": 1}\n\n x', 3],
    ["nope", 1],
  ])("is a line: %j", (text, line) => {
    expect(jsonErrorAt(text).line).toBe(line);
    expect(jsonErrorAt(text).column).toBeGreaterThan(0);
  });
});
