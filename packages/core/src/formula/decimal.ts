import { type Call, callError } from "./function-type.ts";

const digitsMax = 100;

/**
 * Rounds the magnitude at a decimal place. The decimal point is moved in the written number, so that
 * 1.005 rounds to 1.01 though its binary value lies a little below.
 */
export function roundDecimal(
  value: number,
  digits: number,
  round: (value: number) => number,
): number {
  const places = Math.max(-digitsMax, Math.min(digitsMax, digits));
  const moved = movePoint(Math.abs(value), places);
  if (!Number.isFinite(moved)) return value;
  return Math.sign(value) * movePoint(round(moved), -places);
}

function movePoint(value: number, places: number): number {
  const [digits, exponent = "0"] = String(value).split("e");
  return Number(`${digits}e${Number(exponent) + places}`);
}

export function wholeNumber(value: number, name: string, call: Call): number {
  if (Number.isSafeInteger(value)) return value;
  throw callError(call, `${name} must be a whole number`);
}

/** A whole number that is not negative: a count or a length. */
export function countOf(value: number, name: string, call: Call): number {
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw callError(call, `${name} must be a whole number of 0 or more`);
}

/** A whole number that counts from 1: a position. */
export function positionOf(value: number, name: string, call: Call): number {
  if (Number.isSafeInteger(value) && value >= 1) return value;
  throw callError(call, `${name} must be a whole number of 1 or more`);
}
