import { randomFillSync } from "node:crypto";
import type { Clock, Ids } from "@stepwell/core";

/** Crockford's base 32: no I, L, O, U. */
const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
const timeLength = 10;
const randomLength = 16;

/**
 * Ids like ULIDs (github.com/ulid/spec): 48 bits of milliseconds, then 80 random bits; never two of
 * one millisecond out of order, because the first two random letters count up within it.
 */
export function randomIds(clock: Pick<Clock, "now">): Ids {
  const letters = randomLetters();
  let last = { at: -1, text: "", count: 0 };
  const stamp = (): string => {
    const at = Math.max(clock.now(), last.at);
    if (at !== last.at) last = { at, text: timeText(at), count: 0 };
    last.count = Math.min(last.count + 1, 32 ** 4 - 1);
    return last.text + base32(last.count, 4);
  };
  return {
    make: (prefix) => `${prefix}_${stamp()}${letters(randomLength - 4)}`,
    secret: () => letters(52),
  };
}

function timeText(at: number): string {
  return base32(at, timeLength);
}

function base32(value: number, length: number): string {
  let text = "";
  let rest = value;
  for (let digit = 0; digit < length; digit += 1) {
    text = alphabet.charAt(rest % 32) + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}

/** Random letters from a pool: one call to the system for some two hundred ids. */
function randomLetters(): (length: number) => string {
  const pool = new Uint8Array(4096);
  let used = pool.length;
  return (length) => {
    if (used + length > pool.length) {
      randomFillSync(pool);
      used = 0;
    }
    let text = "";
    for (const byte of pool.subarray(used, used + length)) text += alphabet.charAt(byte & 31);
    used += length;
    return text;
  };
}
