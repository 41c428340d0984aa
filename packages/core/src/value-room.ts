import type { Json } from "./json.ts";
import type { Limits } from "./limits.ts";
import { isSecretText, secretTextLength } from "./secret-text.ts";
import { StepError } from "./step-error.ts";

/*
 * Room for what variables give to one value. A large variable that is used many times takes no
 * memory until it is written out: it is counted as if written, and as soon as it is too much, no
 * further. Nothing depends on time, so a replay meets the same bound.
 */

export interface ValueRoom {
  /** Characters of JSON, escapes not counted. */
  left: number;
  readonly max: number;
}

const roomMin = 8 * 1024 * 1024;

/** Enough for the largest event and the largest output, side by side, however large they may be. */
export function valueRoom({ eventBytesMax, stepOutputBytesMax }: Limits): ValueRoom {
  const max = Math.max(roomMin, eventBytesMax + stepOutputBytesMax);
  return { left: max, max };
}

/** @throws StepError where there is no room for so many characters */
export function takeRoom(room: ValueRoom, characters: number): void {
  room.left -= characters;
  if (room.left >= 0) return;
  const message = `Filled in, this has more than ${room.max} characters: it uses large values many times. Use less of them, or use them once.`;
  throw new StepError({ code: "limit_reached", message });
}

/** What a scalar takes at most, but for texts; and the marks around one value. */
const scalarCharacters = 4;
const marksCharacters = 2;

/** @throws StepError where there is no room for the value */
export function takeRoomFor(room: ValueRoom, value: unknown): void {
  if (typeof value === "string") return takeRoom(room, value.length + marksCharacters);
  if (typeof value !== "object" || value === null) return takeRoom(room, scalarCharacters);
  if (isSecretText(value)) return takeRoom(room, secretTextLength(value));
  takeRoom(room, marksCharacters);
  if (Array.isArray(value)) for (const item of value) takeRoomFor(room, item);
  else
    for (const [key, inner] of Object.entries(value as Record<string, Json>)) {
      takeRoom(room, key.length + marksCharacters);
      takeRoomFor(room, inner);
    }
}
