import { localTime, utcInstant } from "@stepwell/core";

/*
 * What a clock on the wall of a time zone shows. A wall time is a local time read as if it were UTC,
 * in milliseconds: so that wall times can be compared and counted like instants.
 */

const dayMs = 86_400_000;

/** What the clock shows at an instant. */
export function wallTime(instant: number, timeZone: string): number {
  return timeZone === "UTC" ? instant : utcInstant(localTime(instant, timeZone));
}

/** When the clock shows a wall time: never in a gap, twice in an overlap (the earlier one first). */
export function instantsAt(wall: number, timeZone: string): readonly number[] {
  if (timeZone === "UTC") return [wall];
  const [before, after] = offsetsAround(wall, timeZone);
  if (before === after) return [wall - before];
  // The clock goes back: the larger offset comes first, and with it the earlier instant.
  const candidates = [wall - Math.max(before, after), wall - Math.min(before, after)];
  return candidates.filter((instant) => wallTime(instant, timeZone) === wall);
}

/** The one instant that a wall time stands for where nothing else is said. */
export function instantOf(wall: number, timeZone: string): number {
  return instantsAt(wall, timeZone)[0] ?? endOfGap(wall, timeZone);
}

/** The first instant after the gap that a wall time falls into. */
export function endOfGap(wall: number, timeZone: string): number {
  const [before, after] = offsetsAround(wall, timeZone);
  return clockChange([wall - after, wall - before], timeZone);
}

/** The instant between two, the last one included, at which the clock is put forward or back. */
export function clockChange([from, to]: readonly [number, number], timeZone: string): number {
  const offset = offsetAt(from, timeZone);
  let [low, high] = [from, to];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle, timeZone) === offset) low = middle;
    else high = middle;
  }
  return high;
}

/** No zone changes its clock twice within two days. */
function offsetsAround(wall: number, timeZone: string): readonly [before: number, after: number] {
  return [offsetAt(wall - dayMs, timeZone), offsetAt(wall + dayMs, timeZone)];
}

function offsetAt(instant: number, timeZone: string): number {
  return wallTime(instant, timeZone) - instant;
}
