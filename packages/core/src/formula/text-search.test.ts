import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Evaluation } from "./budget.ts";
import { sampleScope } from "./sample-scope.ts";
import { searchText, splitAt } from "./text-search.ts";

const evaluation = (): Evaluation => ({
  scope: sampleScope(),
  stepsLeft: 10_000,
  limitCode: "formula_limit",
});

describe("searchText", () => {
  const letters = (minLength: number, maxLength: number) =>
    fc.string({ unit: fc.constantFrom("a", "a", "a", "b"), minLength, maxLength, size: "max" });

  it("finds what the built-in search finds, for short and long texts", () => {
    const parts = fc.tuple(letters(0, 200), letters(1, 80), fc.nat(50), fc.boolean());
    fc.assert(
      fc.property(parts, ([around, sought, from, isInside]) => {
        const text = isInside ? around + sought + around + sought : around;
        const find = searchText(evaluation(), text, sought);
        expect(find(from)).toBe(text.indexOf(sought, from));
        expect(splitAt(evaluation(), text, sought)).toEqual(text.split(sought));
      }),
      { numRuns: 2000 },
    );
  });

  it("finds nothing that is longer than the text", () => {
    expect(searchText(evaluation(), "a", "a".repeat(50))(0)).toBe(-1);
  });

  it("is linear for texts made to be slow", { timeout: 1000, retry: 2 }, () => {
    const half = "a".repeat(100_000);
    expect(searchText(evaluation(), "a".repeat(1_000_000), `${half}b${half}`)(0)).toBe(-1);
  });
});
