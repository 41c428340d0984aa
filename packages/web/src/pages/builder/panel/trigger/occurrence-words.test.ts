import { describe, expect, it } from "vitest";
import { occurrenceWords } from "./occurrence-words.ts";

const ninth = "2026-11-23T09:00:00.000Z";
const options = { language: "en-GB", timeZone: "UTC", own: "UTC" };

describe("a schedule's next times in words", () => {
  it("are told in the schedule's zone, without seconds where all are full minutes", () => {
    expect(occurrenceWords([ninth], options)).toEqual([
      { at: ninth, time: "Mon, 23 Nov 2026, 09:00" },
    ]);
  });

  it("tell the person's own time where it is another", () => {
    const berlin = { ...options, own: "Europe/Berlin" };
    expect(occurrenceWords([ninth], berlin)).toEqual([
      { at: ninth, time: "Mon, 23 Nov 2026, 09:00", own: "10:00" },
    ]);
  });

  it("tell the day of the person's own time where it is another day", () => {
    const late = "2026-11-23T23:30:00.000Z";
    const [words] = occurrenceWords([late], { ...options, own: "Europe/Berlin" });
    expect(words).toMatchObject({ time: "Mon, 23 Nov 2026, 23:30", own: "Tue 00:30" });
  });

  it("tell nothing twice where another zone has the same time", () => {
    const zones = { timeZone: "Europe/Paris", own: "Europe/Berlin" };
    const [words] = occurrenceWords([ninth], { ...options, ...zones });
    expect(words).toEqual({ at: ninth, time: "Mon, 23 Nov 2026, 10:00" });
  });

  it("have seconds, all of them, where one is within a minute", () => {
    const half = "2026-11-23T09:00:30.000Z";
    const berlin = { ...options, own: "Europe/Berlin" };
    expect(occurrenceWords([ninth, half], berlin)).toEqual([
      { at: ninth, time: "Mon, 23 Nov 2026, 09:00:00", own: "10:00:00" },
      { at: half, time: "Mon, 23 Nov 2026, 09:00:30", own: "10:00:30" },
    ]);
  });
});
