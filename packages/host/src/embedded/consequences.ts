import {
  type CallDebt,
  type CallResult,
  isEndedStatus,
  type RunRow,
  topicOf,
} from "@stepwell/core";
import { calledIn, type Calls } from "./calls.ts";
import type { LiveRun } from "./live-run.ts";
import type { QueuedRuns } from "./queued-runs.ts";
import type { Signals } from "./signals.ts";
import type { Stats } from "./stats.ts";
import type { Wakes } from "./wakes.ts";
import type { Watchers } from "./watchers.ts";

/** Who has to know that a run was written. */
export interface Followers {
  readonly wakes: Wakes;
  readonly stats: Stats;
  readonly watchers: Watchers;
  readonly queuedRuns: QueuedRuns;
  readonly signals: Signals;
  readonly calls: Calls;
}

/** What follows from a run's row on the disk: the same whoever wrote it. */
export interface Consequences {
  written(row: RunRow, live: LiveRun): void;
  /** What the run waits for has changed from `before` to `live.signals`. */
  waits(live: LiveRun, before: readonly string[]): void;
  call(live: LiveRun, debt: CallDebt, signal: AbortSignal): Promise<CallResult | undefined>;
  abandoned(runIds: readonly string[]): void;
}

/** @param followers asked for at each write: they themselves cause writes */
export function makeConsequences(followers: () => Followers): Consequences {
  return {
    written(row, live) {
      const { wakes, stats, watchers, queuedRuns, calls } = followers();
      wakes.schedule(row.wakeAt);
      stats.written(row);
      watchers.written(row, live.run);
      if (!isEndedStatus(row.status)) return;
      queuedRuns.ended(row, live.program);
      calls.ended(row, live.run);
    },
    waits(live, before) {
      const { signals, calls } = followers();
      signals.awaited(live.signals.map(topicOf));
      const [now, then] = [calledIn(live.signals), calledIn(before)];
      calls.awaited(now.filter((id) => !then.includes(id)));
      calls.abandoned(then.filter((id) => !now.includes(id)));
    },
    call: (live, debt, signal) => followers().calls.make(live, debt, signal),
    abandoned: (runIds) => followers().calls.abandoned(runIds),
  };
}
