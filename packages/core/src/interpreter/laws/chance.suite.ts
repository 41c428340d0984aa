import { isJsonArray, isJsonObject, type Json } from "../../json.ts";

/* Chance for the laws: everything follows from a seed, so that a failing case can be played again. */

/** 32 bits of a text: FNV-1a (Fowler, Noll, Vo) with the final mix of MurmurHash3 (Appleby). */
export function hash(text: string): number {
  let bits = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1)
    bits = Math.imul(bits ^ text.charCodeAt(index), 0x01000193);
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** In [0, 1). */
export function chance(text: string): number {
  return hash(text) / 2 ** 32;
}

/** A source of numbers in [0, 1). */
export function dice(seed: number): () => number {
  let count = 0;
  return () => {
    count += 1;
    return chance(`${seed}/${count}`);
  };
}

/** One text for equal values: keys sorted, messages for people left out. */
export function canonical(value: Json | undefined): string {
  if (isJsonArray(value)) return `[${value.map(canonical).join()}]`;
  if (!isJsonObject(value)) return value === undefined ? "missing" : JSON.stringify(value);
  const keys = Object.keys(value).filter((key) => key !== "message");
  return `{${keys
    .toSorted()
    .map((key) => `${key}:${canonical(value[key])}`)
    .join()}}`;
}

/** A small number that changes with every one of the values. */
export function mix(values: readonly (Json | undefined)[]): number {
  return hash(values.map(canonical).join("|")) % 1000;
}

export function isOdd(value: Json | undefined): boolean {
  return mix([value]) % 2 === 1;
}
