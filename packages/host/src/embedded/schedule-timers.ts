import type { Clock } from "@stepwell/core";
import { type Absence, missedUntil } from "./due-times.ts";

const retryMs = 5000;

/** One timer of each schedule. One that rings much too late shows that the process was away. */
export function makeScheduleTimers(clock: Clock, rang: (workflowId: string) => void) {
  const undos = new Map<string, () => void>();
  const beforeStart: Absence = { fromMs: -Infinity, endMs: clock.now() };
  const known = new Map<string, readonly Absence[]>();
  let isStopped = false;

  function absencesOf(workflowId: string): readonly Absence[] {
    return known.get(workflowId) ?? [beforeStart];
  }

  function note(workflowId: string, expectedAt: number): void {
    const absence = { fromMs: expectedAt - 1, endMs: clock.now() };
    if (missedUntil(absence) > absence.fromMs)
      known.set(workflowId, [...absencesOf(workflowId), absence]);
  }

  function clear(workflowId: string): void {
    undos.get(workflowId)?.();
    undos.delete(workflowId);
  }

  function set(workflowId: string, at: number): void {
    clear(workflowId);
    if (isStopped) return;
    const undo = clock.wakeAt(at, () => {
      note(workflowId, at);
      rang(workflowId);
    });
    undos.set(workflowId, undo);
  }

  return {
    clear,
    set,
    /** After a failure or a refusal. */
    retry: (workflowId: string): void => set(workflowId, clock.now() + retryMs),
    /** Absences with times after one that is dealt with, earliest first; others are forgotten. */
    absences(workflowId: string, doneAt: number): readonly Absence[] {
      const open = absencesOf(workflowId).filter((absence) => missedUntil(absence) > doneAt);
      if (known.has(workflowId)) known.set(workflowId, open);
      return open;
    },
    stop(): void {
      isStopped = true;
      for (const undo of undos.values()) undo();
    },
  };
}

export type ScheduleTimers = ReturnType<typeof makeScheduleTimers>;
