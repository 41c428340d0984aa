import { localTime, type LocalTime, utcInstant } from "@stepwell/core";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ScheduleConfig, scheduleConfig } from "./definition.ts";
import { missedBetween, occurrencesAfter } from "./occurrences.ts";
import { compileSchedule, type Schedule } from "./schedule.ts";

const zones = [
  "Europe/Berlin",
  "America/New_York",
  "Australia/Lord_Howe",
  "Asia/Kolkata",
  "Africa/Casablanca",
  "Pacific/Chatham",
  "UTC",
];
const hourMs = 3_600_000;

const timeZone = fc.constantFrom(...zones);
const policy = {
  gap: fc.constantFrom("skip", "first_valid"),
  overlap: fc.constantFrom("first", "both"),
};
/** Instants around the changes of 2026 more often than others. */
const instant = fc.oneof(
  fc.integer({ min: Date.parse("2026-01-01"), max: Date.parse("2027-01-01") }),
  fc
    .tuple(
      fc.constantFrom("2026-03-29", "2026-10-25", "2026-03-08", "2026-11-01", "2026-04-05"),
      fc.integer({ min: -48 * hourMs, max: 48 * hourMs }),
    )
    .map(([day, offset]) => Date.parse(day) + offset),
);

const cron = fc.record({
  mode: fc.constant("cron"),
  cron: fc.constantFrom(
    "*/15 * * * *",
    "30 2 * * *",
    "0 */2 * * *",
    "*/7 1-3 * * *",
    "0 0 * * SUN",
    "15,45 0 * * *",
    "*/10 * * * * *",
  ),
  timeZone,
  ...policy,
});
const every = fc.record({
  mode: fc.constant("every"),
  every: fc.record({
    amount: fc.integer({ min: 1, max: 40 }),
    unit: fc.constantFrom("minutes", "hours", "days", "weeks", "months"),
  }),
  start: instant.map((ms) => new Date(ms).toISOString()),
  timeZone,
  ...policy,
});

function compiled(config: unknown): Schedule {
  return compileSchedule(scheduleConfig.parse(config), "UTC");
}

describe("laws of every schedule", () => {
  it("occurrences follow one another, no key comes twice, and none is left out", () => {
    fc.assert(
      fc.property(fc.oneof(cron, every), instant, fc.nat({ max: 30 }), (config, after, skipped) => {
        const schedule = compiled(config);
        const found = occurrencesAfter(schedule, after, 40).map(({ at }) => at);
        expect(found.every((at, index) => at > (found[index - 1] ?? after))).toBe(true);
        expect(new Set(occurrencesAfter(schedule, after, 40).map(({ key }) => key)).size).toBe(
          found.length,
        );
        // From anywhere in between the same ones follow.
        const from = (found[skipped] ?? after) - 1;
        const rest = found.filter((at) => at > from);
        const again = occurrencesAfter(schedule, Math.max(after, from), rest.length);
        expect(again.map(({ at }) => at)).toEqual(rest);
      }),
    );
  });

  it("what was missed is what would have come, the latest of it where that is too much", () => {
    const hours = fc.integer({ min: 0, max: 24 * hourMs });
    fc.assert(
      fc.property(
        fc.oneof(cron, every),
        instant,
        hours,
        fc.integer({ min: 1, max: 9 }),
        (config, from, lengthMs, max) => {
          const schedule = compiled({
            ...config,
            ...(config.mode === "cron" &&
              config.cron === "*/10 * * * * *" && { cron: "*/10 * * * *" }),
          });
          const to = from + lengthMs;
          const all = occurrencesAfter(schedule, from, 1500).filter(({ at }) => at <= to);
          expect(missedBetween(schedule, from, to, 1500)).toEqual(all);
          expect(missedBetween(schedule, from, to, max)).toEqual(all.slice(-max));
        },
      ),
      { numRuns: 50 },
    );
  });

  it("every so many units lie on the grid that begins at the start", () => {
    fc.assert(
      fc.property(every, instant, (config, after) => {
        const { amount, unit } = config.every;
        const start = Date.parse(config.start) - (Date.parse(config.start) % 1000);
        const found = occurrencesAfter(compiled(config), after, 5);
        expect(found.every(({ at }) => at >= start)).toBe(true);
        if (unit !== "minutes" && unit !== "hours") return;
        const spanMs = amount * (unit === "hours" ? hourMs : 60_000);
        expect(found.map(({ at }) => (at - start) % spanMs)).toEqual([0, 0, 0, 0, 0]);
      }),
    );
  });
});

type Policy = Pick<Extract<ScheduleConfig, { readonly mode: "cron" }>, "gap" | "overlap">;

/** What a person with a calendar would do: look at the clock of every minute, one after another. */
function byTheClock(
  hour: number,
  minute: number,
  { timeZone, gap, overlap }: Policy & { readonly timeZone: string },
  [from, to]: readonly [number, number],
): readonly number[] {
  const found: number[] = [];
  const wallOf = (at: number): number => utcInstant(localTime(at, timeZone));
  const isDue = (local: LocalTime): boolean => local.hour === hour && local.minute === minute;
  let latest = wallOf(from) - 60_000;
  for (let at = from; at <= to; at += 60_000) {
    const wall = wallOf(at);
    const skipped = Array.from(
      { length: Math.max(0, (wall - latest) / 60_000 - 1) },
      (_, index) => latest + (index + 1) * 60_000,
    );
    const wasSkipped = gap === "first_valid" && skipped.some((one) => isDue(localTime(one, "UTC")));
    const isRepeated = wall <= latest;
    if (wasSkipped || (isDue(localTime(at, timeZone)) && (overlap === "both" || !isRepeated)))
      found.push(at);
    latest = Math.max(latest, wall);
  }
  return found;
}

it("agrees with a person who looks at the clock every minute", () => {
  const days = fc.constantFrom(
    "2026-03-29",
    "2026-10-25",
    "2026-03-08",
    "2026-11-01",
    "2026-10-04",
  );
  fc.assert(
    fc.property(
      fc.record({ timeZone, ...policy }),
      days,
      fc.integer({ min: 0, max: 4 }),
      fc.constantFrom(0, 15, 30, 45, 59),
      (given, day, hour, minute) => {
        const config = { mode: "cron", cron: `${minute} ${hour} * * *`, ...given };
        const { gap, overlap } = scheduleConfig.parse(config) as Policy;
        const range = [Date.parse(day) - 36 * hourMs, Date.parse(day) + 36 * hourMs] as const;
        const found = occurrencesAfter(compiled(config), range[0] - 1, 9).map(({ at }) => at);
        expect(found.filter((at) => at <= range[1])).toEqual(
          byTheClock(hour, minute, { timeZone: given.timeZone, gap, overlap }, range),
        );
      },
    ),
    { numRuns: 60 },
  );
});
