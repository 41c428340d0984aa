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

export function makeRedaction(): Redaction {
  const known = new Set<string>();
  let forms: readonly string[] = [];

  function text(given: string): string {
    return forms.reduce(hide, given);
  }

  function value(given: Json): Json {
    if (typeof given === "string") return text(given);
    if (typeof given === "number") return forms.includes(String(given)) ? mask : given;
    if (isJsonArray(given)) return given.map(value);
    if (!isJsonObject(given)) return given;
    return Object.fromEntries(
      Object.entries(given).map(([key, inner]) => [text(key), value(inner)]),
    );
  }

  return {
    add(secret) {
      if (secret === "" || known.has(secret)) return;
      known.add(secret);
      const all = new Set([...forms, ...formsOf(secret)]);
      // A form may be a part of another one: the longer goes first.
      forms = [...all].toSorted((left, right) => right.length - left.length);
    },
    text,
    value: (given) => (forms.length === 0 ? given : (value(given) as typeof given)),
  };
}

function hide(text: string, form: string): string {
  if (!text.includes(form)) return text;
  if (form.length >= aloneBelow) return text.replaceAll(form, mask);
  const parts = text.split(form);
  return parts.reduce((left, right) => {
    const isAlone = !/[\p{L}\p{N}]$/u.test(left) && !/^[\p{L}\p{N}]/u.test(right);
    return left + (isAlone ? mask : form) + right;
  });
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
