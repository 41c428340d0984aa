import type { Json } from "@stepwell/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { valueBudget } from "./value-budget.ts";

const kib = 1024;

describe("the room of values in an answer", () => {
  it("law: a value with less JSON than the limit is shown, one with twice as much is not", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        expect(valueBudget().sizeIfLarge(value as Json)).toBeUndefined();
        const copies = Math.ceil((600 * kib) / JSON.stringify(value).length);
        const many = { many: Array.from({ length: copies }, () => value) } as Json;
        expect(valueBudget().sizeIfLarge(many)).toBe(Buffer.byteLength(JSON.stringify(many)));
      }),
      { numRuns: 20 },
    );
  });

  it("leaves out what is too large by itself, with its bytes", () => {
    const budget = valueBudget();
    expect(budget.sizeIfLarge("x".repeat(255 * kib))).toBeUndefined();
    expect(budget.sizeIfLarge("é".repeat(256 * kib))).toBe(2 * 256 * kib + 2);
    expect(budget.sizeIfLarge(undefined)).toBeUndefined();
  });

  it("leaves out what comes when the answer is full, large or not", () => {
    const budget = valueBudget();
    const value = "x".repeat(200 * kib);
    const shown = Array.from({ length: 100 }, () => budget.sizeIfLarge(value)).filter(
      (size) => size === undefined,
    ).length;
    expect(shown).toBe(40);
    // What is small finds the room that is left.
    expect(budget.sizeIfLarge("small")).toBeUndefined();
  });
});
