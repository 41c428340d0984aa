import type { DueTime, TriggerSchedule } from "@stepwell/core";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Absence, dueTimes } from "./due-times.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** Due at every full hour. */
function hourly(missed: TriggerSchedule["missed"]): TriggerSchedule {
  const time = (at: number): DueTime => ({ at, key: String(at), data: () => ({}) });
  return {
    identity: "hourly",
    limit: undefined,
    missed,
    next: (afterMs) => time((Math.floor(afterMs / hourMs) + 1) * hourMs),
    lastBetween(fromMs, toMs) {
      const last = Math.floor(toMs / hourMs) * hourMs;
      return last > fromMs ? time(last) : undefined;
    },
  };
}

interface Span {
  readonly after: number;
  readonly now: number;
  readonly away: readonly Absence[];
}

/** The hours for which events are sent. */
function hours(missed: TriggerSchedule["missed"], { after, now, away }: Span): number[] {
  return [...dueTimes(hourly(missed), away, after * hourMs, now * hourMs)].map(
    ({ at }) => at / hourMs,
  );
}

function absence(from: number, end: number): Absence {
  return { fromMs: from * hourMs - 1, endMs: end * hourMs };
}

describe("the due times of a schedule", () => {
  it.each([
    ["skip", [1, 2, 7, 8]],
    ["latest", [1, 2, 6, 7, 8]],
    ["all", [1, 2, 3, 4, 5, 6, 7, 8]],
  ] as const)("are what was met, and of a sleep what the policy %s says", (missed, sent) => {
    expect(hours(missed, { after: 0, now: 8.5, away: [absence(3, 6.5)] })).toEqual(sent);
  });

  it("have the last missed one where none is merely late", () => {
    const beforeStart = { fromMs: -Infinity, endMs: 6.5 * hourMs };
    expect(hours("latest", { after: 0, now: 6.5, away: [beforeStart] })).toEqual([6]);
    const onTime = { fromMs: -Infinity, endMs: 6 * hourMs };
    expect(hours("latest", { after: 0, now: 6, away: [onTime] })).toEqual([6]);
  });

  it("still have the last missed one when it was refused until the next one came", () => {
    const beforeStart = { fromMs: -Infinity, endMs: 6.5 * hourMs };
    expect(hours("latest", { after: 0, now: 7.5, away: [beforeStart] })).toEqual([6, 7]);
  });

  it("of several absences follow the policy in each", () => {
    const away = [absence(-9, 3.5), absence(5, 7.5)];
    expect(hours("latest", { after: 0, now: 9, away })).toEqual([3, 4, 7, 8, 9]);
    expect(hours("skip", { after: 0, now: 9, away })).toEqual([4, 8, 9]);
  });

  it("ascend, and are the same when they are taken up after any of them", () => {
    const policy = fc.constantFrom("skip", "latest", "all");
    const hour = fc.integer({ min: 0, max: 40 }).map((half) => half / 2);
    fc.assert(
      fc.property(policy, fc.array(hour, { minLength: 6, maxLength: 6 }), (missed, some) => {
        const [after = 0, from = 0, end = 0, fromAgain = 0, endAgain = 0, now = 0] = some.toSorted(
          (left, right) => left - right,
        );
        const away = [absence(from, end), absence(fromAgain, endAgain)];
        const sent = hours(missed, { after, now, away });
        expect(sent).toEqual([...new Set(sent)].toSorted((left, right) => left - right));
        sent.forEach((at, index) => {
          expect(hours(missed, { after: at, now, away })).toEqual(sent.slice(index + 1));
        });
      }),
    );
  });
});
