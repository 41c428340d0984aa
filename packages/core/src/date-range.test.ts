import { describe, expect, it } from "vitest";
import { dateRange, rangeNames } from "./date-range.ts";

const now = Date.parse("2026-01-15T12:00:00Z");

describe("a range of days", () => {
  it.each([
    ["yesterday", "2026-01-14", "2026-01-14"],
    ["today", "2026-01-15", "2026-01-15"],
    ["tomorrow", "2026-01-16", "2026-01-16"],
    ["last_7_days", "2026-01-09", "2026-01-15"],
    ["last_30_days", "2025-12-17", "2026-01-15"],
    ["last_90_days", "2025-10-18", "2026-01-15"],
    ["next_7_days", "2026-01-15", "2026-01-21"],
    ["next_30_days", "2026-01-15", "2026-02-13"],
    ["next_90_days", "2026-01-15", "2026-04-14"],
    ["last_week", "2026-01-05", "2026-01-11"],
    ["this_week", "2026-01-12", "2026-01-18"],
    ["next_week", "2026-01-19", "2026-01-25"],
    ["last_month", "2025-12-01", "2025-12-31"],
    ["this_month", "2026-01-01", "2026-01-31"],
    ["next_month", "2026-02-01", "2026-02-28"],
    ["last_quarter", "2025-10-01", "2025-12-31"],
    ["this_quarter", "2026-01-01", "2026-03-31"],
    ["next_quarter", "2026-04-01", "2026-06-30"],
    ["last_year", "2025-01-01", "2025-12-31"],
    ["this_year", "2026-01-01", "2026-12-31"],
    ["next_year", "2027-01-01", "2027-12-31"],
  ])("%s", (name, first, last) => {
    expect(dateRange(name, now, "UTC")).toEqual({
      start: `${first}T00:00:00.000Z`,
      end: `${last}T23:59:59.999Z`,
    });
    expect(rangeNames).toContain(name);
  });

  it("is a day of its time zone, however long that is", () => {
    const changed = Date.parse("2026-03-29T22:30:00Z");
    expect(dateRange("yesterday", changed, "Europe/Berlin")).toEqual({
      start: "2026-03-28T23:00:00.000Z",
      end: "2026-03-29T21:59:59.999Z",
    });
  });

  it("begins a week on Monday, on a Sunday and a Monday too, and before 1970", () => {
    const weekOf = (text: string) => dateRange("this_week", Date.parse(text), "UTC")?.["start"];
    expect(weekOf("2026-01-18T12:00:00Z")).toBe("2026-01-12T00:00:00.000Z");
    expect(weekOf("2026-01-19T00:00:00Z")).toBe("2026-01-19T00:00:00.000Z");
    expect(weekOf("1969-12-30T12:00:00Z")).toBe("1969-12-29T00:00:00.000Z");
  });

  it.each(["", "this", "this_decade", "some_week", "constructor", "last_8_days"])(
    "is not there by the name %j",
    (name) => {
      expect(dateRange(name, now, "UTC")).toBeUndefined();
    },
  );
});
