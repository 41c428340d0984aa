import type { Clock } from "@stepwell/core";

/** setTimeout holds 2^31-1 ms (24.8 days) and drifts over suspends: look again every hour. */
const hopMs = 3_600_000;

/** The clock of production. Only it reads the time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  wakeAt(instant, callback) {
    let timer: NodeJS.Timeout;
    const hop = (): void => {
      const left = instant - Date.now();
      if (left <= 0) callback();
      else timer = setTimeout(hop, Math.min(left, hopMs));
    };
    timer = setTimeout(hop, Math.min(Math.max(instant - Date.now(), 0), hopMs));
    return () => clearTimeout(timer);
  },
};
