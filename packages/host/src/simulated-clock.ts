import type { Clock } from "@stepwell/core";

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

export interface SimulatedClock extends Clock {
  /** Goes on to the next timer and lets it ring; false where there is none. */
  ring(): boolean;
  /** A death of the process: all timers are gone, the time goes on. */
  clear(): void;
}

/** Time that only passes when somebody waits for it. */
export function simulatedClock(startAt: number): SimulatedClock {
  let now = startAt;
  let timers: Timer[] = [];
  return {
    now: () => now,
    wakeAt(at, callback) {
      const timer = { at, callback };
      timers.push(timer);
      return () => {
        timers = timers.filter((one) => one !== timer);
      };
    },
    ring() {
      const [next] = timers.toSorted((a, b) => a.at - b.at);
      if (!next) return false;
      timers = timers.filter((one) => one !== next);
      now = Math.max(now, next.at);
      next.callback();
      return true;
    },
    clear() {
      timers = [];
    },
  };
}
