import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { timeAxis } from "./time-axis.ts";

const dayMs = 86_400_000;

describe("a time axis", () => {
  it("is even where something happens all the time", () => {
    const axis = timeAxis([0, 4000, 6000, 10_000]);
    expect(axis.fold).toBeUndefined();
    expect(axis.at(5000)).toBe(0.5);
  });

  it("folds a pause that is most of it, and keeps the order", () => {
    const axis = timeAxis([0, 1000, 1000 + dayMs, 2000 + dayMs]);
    expect(axis.fold).toMatchObject({ from: 1000, to: 1000 + dayMs });
    expect(axis.at(1000)).toBeCloseTo(0.4);
    expect(axis.at(1000 + dayMs)).toBeCloseTo(0.6);
    expect(axis.at(2000 + dayMs)).toBe(1);
  });

  it("does not fold a time in which something was at work, as a call that outlived the server", () => {
    const instants = [0, 1000, 1000 + dayMs, 2000 + dayMs];
    expect(timeAxis(instants, [{ from: 500, to: 2000 + dayMs }]).fold).toBeUndefined();
    expect(timeAxis(instants, [{ from: 5000, to: 6000 }]).fold).toBeUndefined();
    const around = [
      { from: 0, to: 1000 },
      { from: 1000 + dayMs, to: 2000 + dayMs },
    ];
    expect(timeAxis(instants, around).fold).toBeDefined();
  });

  it("does not fold what lasts no time", () => {
    expect(timeAxis([0, 1, 1000]).fold).toBeUndefined();
    expect(timeAxis([]).at(0)).toBe(0);
  });

  it("law: later is never further left, and all is between 0 and 1", () => {
    const instants = fc.array(fc.integer({ min: 0, max: 10 * dayMs }), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(instants, fc.integer({ min: 0, max: dayMs }), (all, wide) => {
        const axis = timeAxis([...all, 0, wide]);
        const places = [...all, 0, wide].toSorted((a, b) => a - b).map((at) => axis.at(at));
        for (const [index, place] of places.entries()) {
          expect(place).toBeGreaterThanOrEqual(0);
          expect(place).toBeLessThanOrEqual(1 + 1e-9);
          expect(place).toBeGreaterThanOrEqual((places[index - 1] ?? 0) - 1e-9);
        }
      }),
    );
  });
});
