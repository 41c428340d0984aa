import { describe, expect, it } from "vitest";
import { isScriptName } from "./script-name.ts";

describe("a name of a script", () => {
  it.each(["a", "$1", "_", "größe", "orderItems", "of", "async"])("%s", (name) => {
    expect(isScriptName(name)).toBe(true);
  });

  it.each(["", "1a", "a-b", "a b", "a.b", "return", "await", "arguments", "let", "null"])(
    "is not %j",
    (name) => {
      expect(isScriptName(name)).toBe(false);
    },
  );
});
