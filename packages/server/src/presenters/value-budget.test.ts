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

  it.each([
    ["control characters", "\u0001".repeat(200 * kib)],
    ["characters of three bytes", "語".repeat(200 * kib)],
    ["long numbers", Array.from({ length: 20_000 }, (_, index) => Math.PI * 1e-200 * (index + 1))],
    ["long keys", Object.fromEntries([["é".repeat(200 * kib), 1]])],
  ])("measures bytes of JSON: %s", (_name, value) => {
    const bytes = Buffer.byteLength(JSON.stringify(value));
    expect(bytes).toBeGreaterThan(256 * kib);
    expect(valueBudget().sizeIfLarge(value as Json)).toBe(bytes);
  });

  it("law: what an answer has room for is its JSON in bytes, exactly", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), (one) => {
        const value = one as Json;
        const bytes = Buffer.byteLength(JSON.stringify(value));
        const around = (length: number): Json => [value, "x".repeat(length)];
        const spare = 256 * kib - bytes - Buffer.byteLength(JSON.stringify(["", ""])) + 2;
        expect(valueBudget().sizeIfLarge(around(spare))).toBeUndefined();
        expect(valueBudget().sizeIfLarge(around(spare + 1))).toBe(256 * kib + 1);
      }),
      { numRuns: 50 },
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
