import { type Acceptance, type HostStats, isEndedStatus, type RunRow } from "@stepwell/core";

/** Counters since the start of the process, for metrics. */
export function makeStats() {
  let runsStarted = 0;
  let eventsAccepted = 0;
  let eventsRefused = 0;
  const runsEnded: Record<string, number> = {};
  return {
    started(): void {
      runsStarted += 1;
    },
    written({ status }: RunRow): void {
      if (isEndedStatus(status)) runsEnded[status] = (runsEnded[status] ?? 0) + 1;
    },
    accepted({ kind }: Acceptance): void {
      if (kind === "accepted") eventsAccepted += 1;
      else eventsRefused += 1;
    },
    read(): Pick<HostStats, "runsStarted" | "runsEnded" | "eventsAccepted" | "eventsRefused"> {
      return { runsStarted, runsEnded: { ...runsEnded }, eventsAccepted, eventsRefused };
    },
  };
}

export type Stats = ReturnType<typeof makeStats>;
