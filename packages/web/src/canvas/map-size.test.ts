import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mapSize } from "./map-size.ts";

describe("the size of the map", () => {
  it("is tall for a long workflow and wide for a broad one", () => {
    const long = mapSize({ width: 264, height: 24_000 });
    const broad = mapSize({ width: 6000, height: 900 });
    expect(long).toMatchObject({ width: 96, height: 300 });
    expect(broad).toMatchObject({ width: 200, height: 96 });
  });

  it("law: all of the drawing has its place, and the map covers little of the canvas", () => {
    const length = fc.integer({ min: 0, max: 100_000 });
    fc.assert(
      fc.property(length, length, (width, height) => {
        const map = mapSize({ width, height });
        expect(width * map.scale).toBeLessThanOrEqual(map.width);
        expect(height * map.scale).toBeLessThanOrEqual(map.height);
        expect(map.width).toBeLessThanOrEqual(200);
        expect(map.height).toBeLessThanOrEqual(300);
      }),
    );
  });
});
