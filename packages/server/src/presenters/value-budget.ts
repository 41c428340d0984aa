import type { Json } from "@stepwell/core";

/*
 * Answers hold values up to a size each, and up to a size together; larger ones are left out with
 * their size, and read one by one. Characters of JSON stand for bytes: what is let in is measured
 * only as far as it may go.
 */

const valueMax = 256 * 1024;
const answerMax = 8 * 1024 * 1024;

export interface ValueBudget {
  /** Bytes of the value where it has to be left out; otherwise its room is taken. */
  sizeIfLarge(value: Json | undefined): number | undefined;
}

/** Of one answer. */
export function valueBudget(): ValueBudget {
  let left = answerMax;
  return {
    sizeIfLarge(value) {
      if (value === undefined) return undefined;
      const max = Math.min(valueMax, left);
      const rest = restOf(value, max);
      if (rest < 0) return Buffer.byteLength(JSON.stringify(value));
      left -= max - rest;
      return undefined;
    },
  };
}

/** For answers whose values are bounded elsewhere. */
export const unlimitedValues: ValueBudget = { sizeIfLarge: () => undefined };

const scalarLength = 5;
const marksLength = 2;

/** What is left of a room of characters after the value; less than none as soon as it is too large. */
function restOf(value: Json | undefined, room: number): number {
  if (room < 0) return room;
  if (typeof value === "string") return room - value.length - marksLength;
  if (typeof value !== "object" || value === null) return room - scalarLength;
  let rest = room - marksLength;
  for (const [key, inner] of Object.entries(value)) {
    if (rest < 0) break;
    rest = restOf(inner, rest - (Array.isArray(value) ? 1 : key.length + 2 * marksLength));
  }
  return rest;
}
