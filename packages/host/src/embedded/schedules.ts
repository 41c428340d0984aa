import {
  type Acceptance,
  type Clock,
  type Occurrence,
  type Overload,
  type Store,
} from "@stepwell/core";
import type { Programs } from "./programs.ts";
import { keepProgress, readProgress } from "./schedule-progress.ts";
import { makeScheduleSender } from "./schedule-sender.ts";
import { makeScheduleTimers } from "./schedule-timers.ts";
import { makeRetriedTurns } from "./turns.ts";

/*
 * The clock as a source of events. Of each schedule the disk knows how far it has come; an event's
 * key is its time, so a crash between the two makes no second event.
 */

interface Parts {
  readonly store: Store;
  readonly clock: Clock;
  readonly programs: Programs;
  acceptAll(occurrences: readonly Occurrence[]): Promise<readonly Acceptance[] | Overload>;
  failed(error: unknown): void;
}

export interface Schedules {
  /** A workflow was activated, deactivated or deleted, or a version of it was published. */
  reload(workflowId: string): Promise<void>;
  /** Takes up all schedules where they were left; what is due is sent in the background. */
  begin(): Promise<void>;
  /** Resolves when what was under way is written. */
  stop(): Promise<void>;
}

export function makeSchedules(parts: Parts): Schedules {
  const { store, clock, programs } = parts;
  const timers = makeScheduleTimers(clock, (workflowId) => void reload(workflowId));
  const turns = makeRetriedTurns(parts.failed, timers.retry);
  const sender = makeScheduleSender({ ...parts, timers, turns });
  /** Inactive where that is not written yet. */
  const inactive = new Set<string>();

  function reload(workflowId: string): Promise<void> {
    return turns.take(workflowId, () => takeUp(workflowId));
  }

  /** From now on where it is new, other than before, or was not active; otherwise as it was left. */
  async function takeUp(workflowId: string): Promise<void> {
    timers.clear(workflowId);
    const schedule = programs.active(workflowId)?.schedule;
    if (!schedule) return pause(workflowId);
    const known = await readProgress(store, workflowId);
    const isSame = known?.identity === schedule.identity;
    if (isSame && known.isActive && !inactive.has(workflowId))
      return sender.carryOn(workflowId, schedule, known);
    const { identity } = schedule;
    const count = isSame ? known.count : 0;
    const fresh = { identity, doneAt: clock.now(), count, isActive: true };
    await keepProgress(store, workflowId, fresh);
    inactive.delete(workflowId);
    sender.carryOn(workflowId, schedule, fresh);
  }

  async function pause(workflowId: string): Promise<void> {
    inactive.add(workflowId);
    const known = await readProgress(store, workflowId);
    if (known?.isActive) await keepProgress(store, workflowId, { ...known, isActive: false });
    inactive.delete(workflowId);
  }

  return {
    reload,
    async begin() {
      await Promise.all([...programs.scheduled(), ...(await deactivated(parts))].map(reload));
    },
    async stop() {
      timers.stop();
      await turns.stop();
    },
  };
}

/** A crash may have come between a deactivation and its progress: that is made up for. */
async function deactivated({ store }: Parts): Promise<readonly string[]> {
  const rows = await store.workflows();
  return rows.flatMap(({ id, activeVersion }) => (activeVersion === undefined ? [id] : []));
}
