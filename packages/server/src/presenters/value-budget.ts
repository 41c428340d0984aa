import type { Json } from "@stepwell/core";

/*
 * Answers hold values up to a size each, and up to a size together; larger ones are left out with
 * their size, and read one by one. Measured is their JSON in bytes, and only as far as it may go.
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

const marksBytes = 2;

/** What is left of a room of bytes after the value; less than none as soon as it is too large. */
function restOf(value: Json, room: number): number {
  if (room < 0) return room;
  if (typeof value === "string") return room - bytesOfText(value, room);
  if (typeof value !== "object" || value === null) return room - String(value).length;
  let rest = room - marksBytes;
  let comma = 0;
  for (const key of Object.keys(value)) {
    if (rest < 0) break;
    const inner = (value as { readonly [key: string]: Json })[key];
    const before = Array.isArray(value) ? 0 : bytesOfText(key, rest) + 1;
    rest = restOf(inner ?? null, rest - before - comma);
    comma = 1;
  }
  return rest;
}

/** With quotes and escapes; of what cannot find room, only that. */
function bytesOfText(text: string, room: number): number {
  // A character has at least one byte.
  if (text.length + marksBytes > room) return room + 1;
  return Buffer.byteLength(JSON.stringify(text));
}
