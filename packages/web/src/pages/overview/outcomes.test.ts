import { describe, expect, it } from "vitest";
import { bucketName, endedIn, roundTop, sumOf } from "./outcomes.ts";

const bucket = { start: "2026-11-16T00:00:00Z", succeeded: 3, failed: 1, canceled: 2, rejected: 0 };

describe("figures of the overview", () => {
  it.each([
    [0, 1],
    [1, 1],
    [3, 4],
    [7, 8],
    [10, 10],
    [11, 20],
    [201, 400],
  ])("a bar of %i stands below %i", (most, top) => {
    expect(roundTop(most)).toBe(top);
  });

  it("are summed by outcome and by bar", () => {
    expect(endedIn(bucket)).toBe(6);
    expect(sumOf([bucket, bucket], "canceled")).toBe(4);
  });

  it("name a day by its date in UTC", () => {
    const overview = { bucket: "day", runs: [bucket] } as never;
    expect(bucketName(bucket.start, overview, "en")).toMatch(/Mon.*16|16.*Mon/);
  });
});
