/**
 * The longest part of a sequence that ascends, as the places of its members: what can be said to
 * have stayed while the others moved around it. Patience sorting (Fredman 1975), n log n.
 */
export function longestOrder(sequence: readonly number[]): ReadonlySet<number> {
  /** Of each length, the place at which the lowest end so far stands. */
  const ends: number[] = [];
  const before: (number | undefined)[] = [];
  for (const [place, value] of sequence.entries()) {
    const length = lengthBelow(ends, (end) => Number(sequence[end]) < value);
    before[place] = ends[length - 1];
    ends[length] = place;
  }
  const members = new Set<number>();
  for (let place = ends.at(-1); place !== undefined; place = before[place]) members.add(place);
  return members;
}

/** How many at the beginning are below; they stand before all that are not. */
function lengthBelow(ends: readonly number[], isBelow: (end: number) => boolean): number {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBelow(Number(ends[middle]))) low = middle + 1;
    else high = middle;
  }
  return low;
}
