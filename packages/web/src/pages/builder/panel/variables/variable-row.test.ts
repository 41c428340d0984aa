import { describe, expect, it } from "vitest";
import { readPath, readPlain } from "./variable-row.ts";

describe("a variable as it is written", () => {
  it.each([
    ["trigger.a", { path: "trigger.a", fallback: undefined }],
    [' trigger.a ?? "x" ', { path: "trigger.a", fallback: "x" }],
    ['trigger["a ?? b"].c ?? 7', { path: 'trigger["a ?? b"].c', fallback: 7 }],
    ["trigger.a ?? null", { path: "trigger.a", fallback: null }],
    ['trigger.a ?? "}}"', { path: "trigger.a", fallback: "}}" }],
  ])("is read with its default: %s", (text, read) => {
    expect(readPlain(text)).toEqual(read);
  });

  it.each(['trigger.a ?? trigger.b ?? "c"', "trigger.a ?? steps.b", "trigger.a + 1", "nothing"])(
    "is not plain: %s",
    (text) => {
      expect(readPlain(text)).toBe(undefined);
    },
  );

  it.each([
    ['trigger["a ?? b"].c ?? 7', 'trigger["a ?? b"].c', ["trigger", "a ?? b", "c"]],
    ['trigger.a ?? trigger.b ?? "c"', "trigger.a", ["trigger", "a"]],
    ["steps.total[0].x", "steps.total[0].x", ["steps", "total", "0", "x"]],
    ["odd.path ?? 1", "odd.path", ["odd", "path"]],
  ])("has a path: %s", (text, path, parts) => {
    expect(readPath(text)).toEqual({ path, parts });
  });
});
