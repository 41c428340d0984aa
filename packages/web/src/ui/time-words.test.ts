import { describe, expect, it } from "vitest";
import { exactTime, timeWords } from "./time-words.ts";

const now = new Date("2026-11-22T12:00:00Z");

describe("times in words", () => {
  it.each([
    ["2026-11-22T11:59:30Z", "now"],
    ["2026-11-22T11:55:00Z", "5 min. ago"],
    ["2026-11-22T09:00:00Z", "3 hr. ago"],
    ["2026-11-21T11:00:00Z", "yesterday"],
    ["2026-11-16T12:00:00Z", "6 days ago"],
    ["2026-11-15T11:00:00Z", "Nov 15, 2026"],
    ["2026-11-25T13:00:00Z", "in 3 days"],
  ])("%s is %s", (at, words) => {
    expect(timeWords(new Date(at), now, "en")).toBe(words);
  });

  it("speak the language", () => {
    expect(timeWords(new Date("2026-11-22T11:55:00Z"), now, "de")).toBe("vor 5 Min.");
  });

  it("are exact where they are asked to be", () => {
    expect(exactTime(now, "en")).toMatch(/2026.*:00/);
  });
});
