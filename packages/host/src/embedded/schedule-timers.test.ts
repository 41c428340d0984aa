import { expect, it } from "vitest";
import { makeScheduleTimers } from "./schedule-timers.ts";

const minuteMs = 60_000;

/** A clock that a test sets; its timers ring only when it says so. */
function sleepyClock() {
  let now = 0;
  let ring = (): void => undefined;
  const clock = {
    now: () => now,
    wakeAt(_at: number, callback: () => void) {
      ring = callback;
      return () => {
        ring = () => undefined;
      };
    },
  };
  return {
    clock,
    ringAt(instant: number): void {
      now = instant;
      ring();
    },
  };
}

it("a timer of a schedule that rings much too late shows that the process was away", () => {
  const { clock, ringAt } = sleepyClock();
  const rang: string[] = [];
  const timers = makeScheduleTimers(clock, (id) => rang.push(id));
  timers.set("a", minuteMs);
  ringAt(2 * minuteMs - 1);
  expect(timers.absences("a", 0)).toEqual([]);
  timers.set("a", 3 * minuteMs);
  ringAt(9 * minuteMs);
  const absence = { fromMs: 3 * minuteMs - 1, endMs: 9 * minuteMs };
  expect(timers.absences("a", 2 * minuteMs)).toEqual([absence]);
  expect(timers.absences("a", 8 * minuteMs)).toEqual([]);
  expect(rang).toEqual(["a", "a"]);
});

it("no timer of a schedule rings after a stop, and none can be set", () => {
  const { clock, ringAt } = sleepyClock();
  const rang: string[] = [];
  const timers = makeScheduleTimers(clock, (id) => rang.push(id));
  timers.set("a", minuteMs);
  timers.stop();
  ringAt(minuteMs);
  timers.retry("a");
  ringAt(2 * minuteMs);
  expect(rang).toEqual([]);
});
