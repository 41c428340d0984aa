import type { Json } from "./json.ts";

/*
 * Reads JSON from outside. One scan before parsing refuses what would make `JSON.parse`, or code
 * that walks the result, slow or unsafe: deep nesting, masses of keys, keys that reach a prototype.
 */

export interface JsonLimits {
  readonly depthMax: number;
  readonly keysMax: number;
}

export const defaultJsonLimits: JsonLimits = { depthMax: 64, keysMax: 10_000 };

export type SafeJsonCode =
  | "malformed_json"
  | "json_too_deep"
  | "json_too_many_keys"
  | "number_too_large"
  | "prototype_key";

export type SafeJsonParse =
  | { readonly ok: true; readonly value: Json }
  | { readonly ok: false; readonly code: SafeJsonCode; readonly message: string };

export function parseSafeJson(text: string, limits: JsonLimits = defaultJsonLimits): SafeJsonParse {
  const danger = scan(text, limits);
  if (danger) return danger;
  try {
    const value = JSON.parse(text) as Json;
    if (mayOverflow.test(text) && !isFinite(value))
      return refuse("number_too_large", "a number is too large: at most about 1.8e308 is possible");
    return { ok: true, value };
  } catch (error) {
    return refuse("malformed_json", malformedMessage(text, error as SyntaxError));
  }
}

/** Only such numbers become Infinity, which no journal can keep. Linear: a run is tried once. */
const mayOverflow = /(?<!\d)\d{309}|\d[eE]\+?\d{3}/;

function isFinite(value: Json): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  return typeof value !== "object" || value === null || Object.values(value).every(isFinite);
}

type Refusal = Extract<SafeJsonParse, { ok: false }>;

function refuse(code: SafeJsonCode, message: string): Refusal {
  return { ok: false, code, message };
}

const enginePosition = /at position (\d+)/;

/** The engine's own message quotes the data; only its offset is taken over. */
function malformedMessage(text: string, { message }: SyntaxError): string {
  const position = enginePosition.exec(message)?.[1];
  if (position !== undefined)
    return `this is not valid JSON (at character ${Number(position) + 1})`;
  const isCut = message.includes("end of JSON input");
  return isCut ? `the JSON ends too early (at character ${text.length})` : "this is not valid JSON";
}

const quote = 0x22;
const colon = 0x3a;
const openBracket = 0x5b;
const backslash = 0x5c;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

interface ScanState {
  readonly limits: JsonLimits;
  depth: number;
  keys: number;
  /** Where the last string begins and ends, quotes included; a colon makes it a key. */
  stringStart: number;
  stringEnd: number;
  /** The key just read is `constructor`: an object that follows must not hold `prototype`. */
  isAfterConstructor: boolean;
  /** For each depth: is it the object under a key `constructor`? */
  readonly isConstructor: boolean[];
}

function scan(text: string, limits: JsonLimits): Refusal | undefined {
  const state: ScanState = {
    limits,
    depth: 0,
    keys: 0,
    stringStart: 0,
    stringEnd: 0,
    isAfterConstructor: false,
    isConstructor: [],
  };
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === quote) {
      state.stringStart = index;
      index = closingQuote(text, index);
      state.stringEnd = index + 1;
    } else if (code === colon || code >= openBracket) {
      const refusal = scanMark(text, code, state);
      if (refusal) return refusal;
    }
  }
  return undefined;
}

function scanMark(text: string, code: number, state: ScanState): Refusal | undefined {
  switch (code) {
    case colon:
      return scanKey(text, state);
    case openBrace:
    case openBracket:
      return openLevel(state, code === openBrace);
    case closeBrace:
    case closeBracket:
      state.depth -= 1;
      state.isAfterConstructor = false;
      return undefined;
    default:
      return undefined;
  }
}

function openLevel(state: ScanState, isObject: boolean): Refusal | undefined {
  const { depthMax } = state.limits;
  state.depth += 1;
  if (state.depth > depthMax)
    return refuse("json_too_deep", `the JSON is nested deeper than ${depthMax} levels`);
  state.isConstructor[state.depth] = isObject && state.isAfterConstructor;
  state.isAfterConstructor = false;
  return undefined;
}

/** The string's last quote; the end of the text where there is none. */
function closingQuote(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let first = end;
    while (text.charCodeAt(first - 1) === backslash) first -= 1;
    if ((end - first) % 2 === 0) return end;
  }
  return text.length;
}

/** With its quotes: `"__proto__"` as it is, `"constructor"` with every letter escaped. */
const dangerousLengthMin = 11;
const dangerousLengthMax = 68;

function scanKey(text: string, state: ScanState): Refusal | undefined {
  const { keysMax } = state.limits;
  state.keys += 1;
  if (state.keys > keysMax)
    return refuse("json_too_many_keys", `the JSON has more than ${keysMax} keys`);
  const length = state.stringEnd - state.stringStart;
  const mayBeDangerous = length >= dangerousLengthMin && length <= dangerousLengthMax;
  const key = mayBeDangerous ? keyAt(text, state.stringStart + 1, state.stringEnd - 1) : "";
  if (key === "__proto__" || (key === "prototype" && state.isConstructor[state.depth] === true))
    return refuse("prototype_key", `the key "${key}" is not accepted`);
  state.isAfterConstructor = key === "constructor";
  return undefined;
}

/** Only escapes by number can spell the letters of a dangerous key. */
function keyAt(text: string, start: number, end: number): string {
  const raw = text.slice(start, end);
  if (!raw.includes("\\")) return raw;
  return raw.replaceAll(/\\u([0-9a-fA-F]{4})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
