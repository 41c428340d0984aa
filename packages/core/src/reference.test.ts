import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatPath, type PathSegment } from "./path.ts";
import { parseReference, type ReferenceScan, scanReference } from "./reference.ts";

function pathOf(scan: ReferenceScan): unknown {
  return scan.ok ? [scan.reference.root, ...scan.reference.path] : scan.message;
}

describe("a reference", () => {
  it.each([
    ["trigger", ["trigger"]],
    ["trigger.body.amount", ["trigger", "body", "amount"]],
    ["steps.one[0].x", ["steps", "one", 0, "x"]],
    ["steps.one.0.x", ["steps", "one", 0, "x"]],
    ["steps.one[ -1 ]", ["steps", "one", -1]],
    ["trigger.0123", ["trigger", "0123"]],
    ["trigger.12345678901", ["trigger", "12345678901"]],
    ["trigger.two-words", ["trigger", "two-words"]],
    ["  env.key  ", ["env", "key"]],
    ['trigger["a b"]["\\n"]["\\u00e4"]["\\""]', ["trigger", "a b", "\n", "ä", '"']],
  ])("%s is read", (text, expected) => {
    expect(pathOf(parseReference(text))).toEqual(expected);
  });

  it.each([
    "trigger[01]",
    'trigger["\\x"]',
    'trigger["open]',
    "trigger.",
    "trigger.ä",
    "trigger a",
  ])("%s has text after the variable", (text) => {
    expect(pathOf(parseReference(text))).toBe("unexpected text after the variable");
  });

  it("starts with a root, and the message offers all of them", () => {
    expect(pathOf(parseReference("trigg.x"))).toMatch(
      /^unknown variable "trigg"; .*trigger, event/,
    );
    expect(pathOf(parseReference(""))).toMatch(/^a variable was expected here; .*trigger, event/);
    expect(parseReference("  ?x")).toMatchObject({ ok: false, position: 2 });
  });

  it("has at most 32 parts", () => {
    expect(parseReference(`trigger${".a".repeat(32)}`).ok).toBe(true);
    expect(pathOf(parseReference(`trigger${".a".repeat(33)}`))).toBe("a path has at most 32 parts");
  });

  it("in a formula ends before a minus", () => {
    const scan = scanReference("1+trigger.a-b", 2, "formula");
    expect(scan).toMatchObject({ ok: true, end: 11, reference: { text: "trigger.a" } });
  });

  it("reads back what formatPath writes, for any keys and indexes", () => {
    const segment = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom("__proto__", "a\\", '"]', "1", "-1", "\u2028", "\ud800"),
      fc.integer({ min: -999_999_999, max: 999_999_999 }),
    ) as fc.Arbitrary<PathSegment>;
    fc.assert(
      fc.property(fc.array(segment, { maxLength: 8 }), (path) => {
        const scan = parseReference(formatPath(["trigger", ...path]));
        expect(pathOf(scan)).toEqual(["trigger", ...path]);
      }),
      { numRuns: 1000 },
    );
  });
});
