/*
 * Where retention is among the events: behind the cursor only those are left that a run refers to.
 * They are not looked at again until one of their runs is deleted. Kept in memory: a start looks
 * through all of them once, a batch at a time, and so does every day.
 */

export interface EventWalk {
  /** Ids up to here were looked at. */
  readonly cursor: () => string;
  readonly moveTo: (id: string) => void;
  /** A run of this event is gone: it may be that nobody refers to it any more. */
  readonly loosen: (eventId: string) => void;
  /** Takes out ids that were loosened, none above `lastId`. */
  readonly takeLoose: (lastId: string, max: number) => readonly string[];
  /** Begins again where the last beginning is a day ago. */
  readonly refresh: (now: number) => void;
}

/** More are not kept: the walk begins again instead. */
const looseMax = 10_000;
const passMs = 86_400_000;

export function makeEventWalk(): EventWalk {
  const loose = new Set<string>();
  let cursor = "";
  let beganAt = -Infinity;
  const restart = (): void => {
    cursor = "";
    loose.clear();
  };
  return {
    cursor: () => cursor,
    moveTo(id) {
      cursor = id;
    },
    loosen(eventId) {
      if (eventId > cursor) return;
      loose.add(eventId);
      if (loose.size > looseMax) restart();
    },
    takeLoose(lastId, max) {
      const taken = [...loose].filter((id) => id <= lastId).slice(0, max);
      for (const id of taken) loose.delete(id);
      return taken;
    },
    refresh(now) {
      if (now - beganAt < passMs) return;
      beganAt = now;
      restart();
    },
  };
}
