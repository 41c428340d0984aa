import { canonicalJson, type Definition, type Json } from "@stepwell/core";

/** The same for equal definitions, whatever the order of their keys; short enough to keep many. */
export function fingerprintOf(definition: Definition): string {
  const text = canonicalJson(JSON.parse(JSON.stringify(definition)) as Json);
  return [text.length, mixed(text, 0x811c9dc5), mixed(text, 0x9747b28c)].join("-");
}

/** 32 bits of a text (FNV-1a), from a beginning of its own. */
function mixed(text: string, start: number): number {
  let bits = start;
  for (let index = 0; index < text.length; index += 1)
    bits = Math.imul(bits ^ text.charCodeAt(index), 0x01000193);
  return bits >>> 0;
}

export function isSame(one: Definition, other: Definition): boolean {
  return fingerprintOf(one) === fingerprintOf(other);
}
