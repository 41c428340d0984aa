import { type Expression, scanTemplate } from "@stepwell/core";

/*
 * Templates in a Math.js expression are its variables: each becomes a name, and its value goes along
 * as data, never as text. A name is as long as its template, so that places in the expression stay
 * where they are.
 */

/** Names in the source, and the templates that they stand for. */
export type Templates = { readonly [name: string]: string };

export interface MathjsSource {
  /** What Math.js reads. */
  readonly source: string;
  /** By the names in the source. */
  readonly variables: ReadonlyMap<string, Expression>;
  readonly templates: Templates;
}

export type MathjsRead =
  | ({ readonly ok: true } & MathjsSource)
  | { readonly ok: false; readonly message: string; readonly position: number };

/** After a value a quote transposes; anywhere else it opens a text. */
const endOfValue = /[\p{L}\p{N}_$)\]}'".!%]$/u;
const operatorWord = /(?:^|[^\p{L}\p{N}_$])(?:and|or|xor|not|mod|to|in)$/u;

const insideQuotes =
  'inside quotes a variable is not filled in: join texts with concat("…", {{ variable }})';

export function readMathjs(text: string): MathjsRead {
  const reader: Reader = { text, names: new Map(), variables: new Map() };
  let source = "";
  let at = 0;
  while (at < text.length) {
    const piece = readPiece(reader, at);
    if (!piece.ok) return piece;
    source += piece.source;
    at = piece.end;
  }
  const { variables, names } = reader;
  const templates = Object.fromEntries([...names].map(([template, name]) => [name, template]));
  return { ok: true, source, variables, templates };
}

interface Reader {
  readonly text: string;
  /** The name of each template, by its text. */
  readonly names: Map<string, string>;
  readonly variables: Map<string, Expression>;
}

type Piece =
  | { readonly ok: true; readonly source: string; readonly end: number }
  | { readonly ok: false; readonly message: string; readonly position: number };

function readPiece(reader: Reader, at: number): Piece {
  const { text } = reader;
  if (text.startsWith("{{", at)) return readVariable(reader, at);
  const character = text[at] ?? "";
  if (character === "#") return asWritten(text, at, endOfComment(text, at));
  if (character !== '"' && (character !== "'" || isAfterValue(text, at)))
    return asWritten(text, at, at + 1);
  const end = endOfText(text, at);
  const open = text.slice(at, end).indexOf("{{");
  if (open >= 0) return { ok: false, message: insideQuotes, position: at + open };
  return asWritten(text, at, end);
}

function isAfterValue(text: string, at: number): boolean {
  let end = at;
  while (text[end - 1] === " " || text[end - 1] === "\t") end -= 1;
  const before = text.slice(Math.max(0, end - 4), end);
  return endOfValue.test(before) && !operatorWord.test(before);
}

function readVariable({ text, names, variables }: Reader, at: number): Piece {
  const scan = scanTemplate(text, at);
  if (!scan.ok) return scan;
  const { expression, end } = scan;
  const template = text.slice(at, end);
  const name = names.get(template) ?? freeName(text, template.length - 2, variables);
  names.set(template, name);
  variables.set(name, expression);
  // The spaces keep it apart from its neighbours.
  return { ok: true, source: ` ${name} `, end };
}

/** A name that the author does not use; the shortest template leaves room for four digits. */
function freeName(text: string, length: number, taken: ReadonlyMap<string, unknown>): string {
  let number = taken.size;
  let name: string;
  do {
    name = `_${String(number).padStart(length - 1, "0")}`;
    number += 1;
  } while (text.includes(name) || taken.has(name));
  return name;
}

const nameInMessage = /_\d{4,}/g;

/** A message of Math.js with the templates instead of their names. */
export function withTemplates(message: string, templates: Templates): string {
  return message.replace(nameInMessage, (name) => templates[name] ?? name);
}

function asWritten(text: string, at: number, end: number): Piece {
  return { ok: true, source: text.slice(at, end), end };
}

function endOfComment(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}

/** Behind the closing quote, or at the end: Math.js tells that it is missing. */
function endOfText(text: string, at: number): number {
  const quote = text[at];
  let end = at + 1;
  while (end < text.length && text[end] !== quote) end += text[end] === "\\" ? 2 : 1;
  return Math.min(end + 1, text.length);
}
