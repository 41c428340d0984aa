import type { Recurrence } from "./recurrence.ts";
import { clockChange, endOfGap, instantsAt, wallTime } from "./zone-clock.ts";

/** What happens to wall times that a change of the clock skips, and to those that come twice. */
export interface ClockPolicy {
  readonly gap: "skip" | "first_valid";
  readonly overlap: "first" | "both";
}

/** A rule that always names a skipped time would be looked through up to the end of all years. */
const gapsMax = 100;

interface Wall {
  readonly recurrence: Recurrence;
  readonly timeZone: string;
  readonly gap: ClockPolicy["gap"];
}

/**
 * The instants of a recurrence over wall times. Wall times in order have first instants in order, and
 * last instants in order: two rows that differ only within an overlap. There `both` merges them.
 */
export function inZone(
  recurrence: Recurrence,
  timeZone: string,
  { gap, overlap }: ClockPolicy,
): Recurrence {
  if (timeZone === "UTC") return recurrence;
  const wall = { recurrence, timeZone, gap };
  return (after) => {
    const here = placeOf(after, timeZone);
    const first = nextOf(wall, firstFrom(here))?.[0];
    if (overlap === "first" || here.instants.length === 1) return first;
    const last = nextOf(wall, lastFrom(here))?.at(-1);
    return first === undefined || last === undefined ? last : Math.min(first, last);
  };
}

/** The instants of the first wall time past the given one. */
function nextOf({ recurrence, timeZone, gap }: Wall, from: number): readonly number[] | undefined {
  let past = from;
  for (let gaps = 0; gaps < gapsMax; gaps += 1) {
    const wall = recurrence(past);
    if (wall === undefined) return undefined;
    const instants = instantsAt(wall, timeZone);
    if (instants.length > 0) return instants;
    const end = endOfGap(wall, timeZone);
    if (gap === "first_valid") return [end];
    past = wallTime(end, timeZone) - 1;
  }
  return undefined;
}

interface Place {
  readonly instant: number;
  readonly wall: number;
  /** All instants of the wall time. */
  readonly instants: readonly number[];
  /** Within an overlap, the instant at which the clock is put back. */
  readonly change: number;
}

function placeOf(instant: number, timeZone: string): Place {
  const wall = wallTime(instant, timeZone);
  const instants = instantsAt(wall, timeZone);
  const [first = instant, last = first] = instants;
  const change = first === last ? instant : clockChange([first, last], timeZone);
  return { instant, wall, instants, change };
}

/** The last wall time whose first instant is not after the place's. */
function firstFrom({ instant, wall, instants, change }: Place): number {
  const [first = instant] = instants;
  // Shown for the second time: all that comes twice has been for the first time.
  return first === instant ? wall : wall + (change - first) - 1;
}

/** The last wall time whose last instant is not after the place's. */
function lastFrom({ instant, wall, instants, change }: Place): number {
  const last = instants.at(-1) ?? instant;
  // Shown for the first time: the second time begins with the change.
  return last === instant ? wall : wall + (change - last) - 1;
}
