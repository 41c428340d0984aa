import { nearestName } from "../nearest-name.ts";
import { scanReference } from "../reference.ts";
import { rootNames, type Reference } from "../scope.ts";
import type { Refusal } from "./part.ts";

export type Token = (
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "word"; readonly value: boolean | null }
  | { readonly kind: "reference"; readonly reference: Reference }
  | { readonly kind: "function"; readonly name: string }
  | { readonly kind: "symbol"; readonly symbol: string }
  | { readonly kind: "end" }
) & { readonly position: number; readonly end: number };

export type Tokens =
  | { readonly ok: true; readonly tokens: readonly Token[] }
  | { readonly ok: false; readonly refusal: Refusal };

type Scan = Token | Refusal;

const space = /\s*/y;
const numeral = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
/** A quote inside is doubled or has a backslash before it. */
const quoted = /"(?:[^"\\]|\\[\s\S]|"")*"/y;
const functionName = /[A-Za-z_][\w]*(?=\s*\()/y;
const words = /(?:TRUE|FALSE|NULL)(?![\w$.])/iy;
const wrapped = /\{\{\s*/y;
const wrapEnd = /\s*\}\}/y;
const symbols = /<>|<=|>=|==|!=|&&|\|\||[-+*/^&=<>%(){}[\],;]/y;
const nameStart = /[A-Za-z_$]/;

/** Splits a formula into its words; a leading `=` is allowed, as in spreadsheets. */
export function scanTokens(source: string): Tokens {
  const tokens: Token[] = [];
  let at = matchEnd(/\s*=?/y, source, 0);
  for (;;) {
    at = matchEnd(space, source, at);
    if (at >= source.length) break;
    const scan = scanToken(source, at);
    if (!("kind" in scan)) return { ok: false, refusal: scan };
    tokens.push(scan);
    at = scan.end;
  }
  tokens.push({ kind: "end", position: at, end: at });
  return { ok: true, tokens };
}

function scanToken(source: string, position: number): Scan {
  const first = source[position] as string;
  if (first === '"') return scanText(source, position);
  if (nameStart.test(first)) return scanName(source, position);
  const numberEnd = matchEnd(numeral, source, position);
  if (numberEnd > position) return scanNumber(source, position, numberEnd);
  const pasted = first === "{" ? scanWrapped(source, position) : undefined;
  return pasted ?? scanSymbol(source, position);
}

function scanNumber(source: string, position: number, end: number): Scan {
  const value = Number(source.slice(position, end));
  if (!Number.isFinite(value)) return { message: "the number is too large", position };
  if (nameStart.test(source[end] ?? ""))
    return { message: "an operator was expected after the number", position: end };
  return { kind: "number", value, position, end };
}

function scanText(source: string, position: number): Scan {
  const end = matchEnd(quoted, source, position);
  if (end === position) return { message: 'the text has no closing "', position };
  const value = source.slice(position + 1, end - 1).replaceAll(/""|\\(["\\nt])/g, unescaped);
  return { kind: "text", value, position, end };
}

/** Other backslashes stay, so that patterns can be written as they are. */
function unescaped(_: string, escaped: string | undefined): string {
  if (escaped === undefined) return '"';
  if (escaped === "n") return "\n";
  return escaped === "t" ? "\t" : escaped;
}

function scanName(source: string, position: number): Scan {
  const functionEnd = matchEnd(functionName, source, position);
  if (functionEnd > position) {
    const name = source.slice(position, functionEnd).toUpperCase();
    return { kind: "function", name, position, end: functionEnd };
  }
  const wordEnd = matchEnd(words, source, position);
  if (wordEnd > position) {
    const word = source.slice(position, wordEnd).toUpperCase();
    return {
      kind: "word",
      value: word === "NULL" ? null : word === "TRUE",
      position,
      end: wordEnd,
    };
  }
  const scan = scanReference(source, position, "formula");
  if (!scan.ok) return { message: scan.message + hintFor(source, position), position };
  return { kind: "reference", reference: scan.reference, position, end: scan.end };
}

function hintFor(source: string, position: number): string {
  const name = /[\w$]+/y;
  const written = source.slice(position, matchEnd(name, source, position));
  const near = nearestName(written, rootNames);
  if (near !== undefined) return `; did you mean ${near}?`;
  return '; text is written in "double quotes"';
}

/** A template pasted into a formula: `{{ trigger.body.amount }}`. */
function scanWrapped(source: string, position: number): Token | undefined {
  const scan = scanReference(source, matchEnd(wrapped, source, position), "template");
  if (!scan.ok) return undefined;
  const end = matchEnd(wrapEnd, source, scan.end);
  if (end === scan.end) return undefined;
  return { kind: "reference", reference: scan.reference, position, end };
}

const hints: Readonly<Record<string, string>> = {
  "'": 'text is written in "double quotes"',
  "“": 'text is written in "double quotes"',
  "?": "for a default use IFEMPTY(value, default)",
  "&&": "for both use AND(a, b)",
  "||": "for one of both use OR(a, b)",
  "!": "for the opposite use NOT(a)",
};

const sameAs: Readonly<Record<string, string>> = { "==": "=", "!=": "<>", ";": "," };

function scanSymbol(source: string, position: number): Scan {
  const end = matchEnd(symbols, source, position);
  const written = source.slice(position, Math.max(end, position + 1));
  const hint = Object.hasOwn(hints, written) ? `; ${hints[written]}` : "";
  if (end === position || hint !== "") return { message: `unexpected ${written}${hint}`, position };
  return { kind: "symbol", symbol: sameAs[written] ?? written, position, end };
}

function matchEnd(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return at + (pattern.exec(text)?.[0].length ?? 0);
}
