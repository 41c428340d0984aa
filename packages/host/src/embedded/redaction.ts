import { isJsonArray, isJsonObject, type Json } from "@stepwell/core";

/*
 * Hides the secrets that an action was given from all that it gives back, in the forms that servers
 * and encodings make of them. A form shorter than six characters would hide half of every text: it
 * is replaced only where it stands alone, between characters that are neither letters nor digits.
 */

export interface Redaction {
  /** From now on the value is hidden. */
  add(value: string): void;
  text(text: string): string;
  /** The same value where there is nothing to hide. */
  value<T extends Json>(value: T): T;
}

const mask = "•••";
const aloneBelow = 6;

/** A form as it is, and as JSON writes it. */
interface Form {
  readonly text: string;
  readonly inJson: string;
}

type Hide = (text: string) => string;

export function makeRedaction(): Redaction {
  const known = new Set<string>();
  const texts = new Set<string>();
  let forms: readonly Form[] = [];

  function text(given: string): string {
    const found = forms.filter((form) => given.includes(form.text));
    return found.length === 0 ? given : hiding(found)(given);
  }

  // The whole is scanned once for each form, and only what is found is looked for in the parts.
  function value<T extends Json>(given: T): T {
    if (forms.length === 0) return given;
    const whole = JSON.stringify(given);
    const found = forms.filter(({ inJson }) => whole.includes(inJson));
    return found.length === 0 ? given : (hidden(given, hiding(found)) as T);
  }

  return {
    add(secret) {
      if (secret === "" || known.has(secret)) return;
      known.add(secret);
      for (const form of formsOf(secret)) texts.add(form);
      // A form may be a part of another one: the longer goes first.
      forms = [...texts]
        .toSorted((left, right) => right.length - left.length)
        .map((form) => ({ text: form, inJson: JSON.stringify(form).slice(1, -1) }));
    },
    text,
    value,
  };
}

function hidden(given: Json, hide: Hide): Json {
  if (typeof given === "string") return hide(given);
  if (typeof given === "number") return hide(`${given}`) === mask ? mask : given;
  if (isJsonArray(given)) return given.map((inner) => hidden(inner, hide));
  if (!isJsonObject(given)) return given;
  return Object.fromEntries(
    Object.entries(given).map(([key, inner]) => [hide(key), hidden(inner, hide)]),
  );
}

/** Long forms first: what is left beside them stands alone. */
function hiding(forms: readonly Form[]): Hide {
  const texts = forms.map(({ text }) => text);
  const hideLong = hidingLong(texts.filter((form) => form.length >= aloneBelow));
  const hideShort = hidingShort(texts.filter((form) => form.length < aloneBelow));
  return (text) => hideShort(hideLong(text));
}

/** One pass; forms that overlap are hidden together, so that no end of one is left. */
function hidingLong(forms: readonly string[]): Hide {
  if (forms.length === 0) return (text) => text;
  const pattern = new RegExp(`(?=(${forms.map(escaped).join("|")}))`, "g");
  return (text) => {
    const parts: string[] = [];
    let end = 0;
    for (const { index, 1: form = "" } of text.matchAll(pattern)) {
      if (index >= end) parts.push(text.slice(end, index), mask);
      // Inside what is hidden already.
      end = Math.max(end, index + form.length);
    }
    return parts.length === 0 ? text : parts.join("") + text.slice(end);
  };
}

function hidingShort(forms: readonly string[]): Hide {
  if (forms.length === 0) return (text) => text;
  const any = forms.map(escaped).join("|");
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${any})(?![\\p{L}\\p{N}])`, "gu");
  return (text) => text.replaceAll(pattern, mask);
}

function escaped(form: string): string {
  return form.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}

type Encode = (text: string) => string;

/** What servers make of a text that they repeat; JSON inside JSON and the like are two of them. */
const encodings: readonly Encode[] = [
  (text) => JSON.stringify(text).slice(1, -1),
  (text) => encodeURIComponent(text.toWellFormed()),
  (text) => encodeURIComponent(text.toWellFormed()).replaceAll(/%[\dA-F]{2}/g, lower),
  (text) => new URLSearchParams([["", text]]).toString().slice(1),
];

/** So long a part of a secret is as good as the whole, and no text encoding changes it. */
const unchangedPart = /[A-Za-z0-9_-]{12,}/g;

function formsOf(secret: string): readonly string[] {
  const parts = secret.match(unchangedPart) ?? [];
  const once = encoded([secret]);
  const binary = [...once, ...parts].flatMap((text) => {
    const bytes = Buffer.from(text);
    return [...base64Forms(bytes), bytes.toString("hex")];
  });
  // What follows from a short secret says little of it, and is found in other words.
  const long = binary.filter((form) => form.length >= aloneBelow);
  return [...encoded(once), ...parts, ...long];
}

/** The texts, and each of them in each encoding. */
function encoded(texts: readonly string[]): readonly string[] {
  return [...new Set(texts.flatMap((text) => [text, ...encodings.map((encode) => encode(text))]))];
}

/**
 * What is certain of the base64 of any bytes that hold the secret: it may begin at each of three
 * places in a group of three bytes; characters that it shares with its neighbours are left out.
 */
function base64Forms(bytes: Buffer): readonly string[] {
  return [0, 1, 2].flatMap((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString("base64url");
    const start = Math.ceil((before * 8) / 6);
    const end = Math.floor(((before + bytes.length) * 8) / 6);
    const inner = text.slice(start, end);
    return [inner, inner.replaceAll("-", "+").replaceAll("_", "/")];
  });
}

function lower(text: string): string {
  return text.toLowerCase();
}
