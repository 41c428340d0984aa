import { describe, expect, it } from "vitest";
import { pillAt } from "./pill-text.ts";

describe("a variable in a text", () => {
  it.each([
    ["{{ trigger.a }} and {{ b }}", "trigger.a", 15],
    ['{{ a ?? "x }} y" }} z', 'a ?? "x }} y"', 19],
    ['{{ a ?? "\\"}}" }}', 'a ?? "\\"}}"', 17],
  ])("ends at its own braces: %s", (text, inner, length) => {
    expect(pillAt(text)).toEqual({ text: inner, length });
  });

  it("is none without an end", () => {
    expect(pillAt("{{ a")).toBe(undefined);
    expect(pillAt("a {{ b }}")).toBe(undefined);
  });
});
