import { describe, expect, it } from "vitest";
import { type Duration, durationMs, durationSchema, durationUnits } from "./duration.ts";

describe("a duration", () => {
  it.each<[Duration, number]>([
    [1500, 1500],
    [{ amount: 2, unit: "milliseconds" }, 2],
    [{ amount: 1.5, unit: "seconds" }, 1500],
    [{ amount: 2, unit: "minutes" }, 120_000],
    [{ amount: 2, unit: "hours" }, 7_200_000],
    [{ amount: 1, unit: "days" }, 86_400_000],
    [{ amount: 1, unit: "weeks" }, 604_800_000],
  ])("%j is %i ms", (duration, ms) => {
    expect(durationMs(duration)).toBe(ms);
  });

  it("is taken between its bounds, in every unit", () => {
    const schema = durationSchema(1, 180 * 86_400_000);
    for (const unit of durationUnits)
      expect(schema.safeParse({ amount: 1, unit }).success).toBe(true);
    expect(schema.safeParse(0).success).toBe(false);
    expect(schema.safeParse(180 * 86_400_000).success).toBe(true);
    expect(schema.safeParse({ amount: 181, unit: "days" }).success).toBe(false);
    expect(schema.safeParse({ amount: 1, unit: "months" }).success).toBe(false);
    expect(schema.safeParse({ amount: 1, unit: "days", more: 1 }).success).toBe(false);
  });
});
