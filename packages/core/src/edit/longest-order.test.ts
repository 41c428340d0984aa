import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { longestOrder } from "./longest-order.ts";

/** By trying all parts. */
function longestBySearch(sequence: readonly number[]): number {
  let longest = 0;
  for (let chosen = 0; chosen < 2 ** sequence.length; chosen += 1) {
    const part = sequence.filter((_value, place) => Math.floor(chosen / 2 ** place) % 2 === 1);
    if (part.every((value, at) => at === 0 || Number(part[at - 1]) < value))
      longest = Math.max(longest, part.length);
  }
  return longest;
}

describe("the longest part that ascends", () => {
  it("ascends, and none is longer", () => {
    const sequences = fc.uniqueArray(fc.nat(30), { maxLength: 9 });
    fc.assert(
      fc.property(sequences, (sequence) => {
        const places = [...longestOrder(sequence)].toSorted((left, right) => left - right);
        const part = places.map((place) => sequence[place]);
        expect(part).toEqual(part.toSorted((left, right) => Number(left) - Number(right)));
        expect(part).toHaveLength(longestBySearch(sequence));
      }),
    );
  });
});
