import { constant, type Expression, makeExpression } from "./expression.ts";
import { isJsonArray, isJsonObject, type Json } from "./json.ts";
import { scanReference } from "./reference.ts";
import { compileReference, type Reader, type Reference, type Scope } from "./scope.ts";
import { isSecretText, joinText, secretAt, type SecretText } from "./secret-text.ts";
import { takeRoom, takeRoomFor, type ValueRoom, valueRoom } from "./value-room.ts";
import { listOf, objectOf, textType, type Type, unionOf, unknownType } from "./type.ts";

/*
 * Templates: `{{ path }}` or `{{ path ?? "default" }}` in any text. One pass; a value is never read
 * again as a template, so data cannot become code.
 */

export type TemplateParse<T> =
  | { readonly ok: true; readonly expression: Expression<T> }
  | { readonly ok: false; readonly message: string; readonly position: number };

interface Hole {
  readonly reference: Reference;
  readonly read: Reader;
  readonly fallback: Json | undefined;
}

type Part = string | Hole;
type Parts =
  | { readonly ok: true; readonly parts: readonly Part[] }
  | { readonly ok: false; readonly message: string; readonly position: number };

export function hasTemplate(text: string): boolean {
  return text.includes("{{");
}

/** A value that may hold templates at any depth; exactly one template keeps the variable's type. */
export function parseTemplateValue(source: Json): TemplateParse<Json> {
  const parsed = parseFilled(source);
  return parsed.ok ? { ok: true, expression: parsed.filled.expression } : parsed;
}

/** A part of a value: filled in within the room of the whole. */
interface Filled {
  readonly expression: Expression;
  fill(scope: Scope, room: ValueRoom): Json | undefined;
}

type FilledParse =
  | { readonly ok: true; readonly filled: Filled }
  | Extract<TemplateParse<Json>, { readonly ok: false }>;

function parseFilled(source: Json): FilledParse {
  if (typeof source === "string") {
    const parsed = parseTemplateText(source);
    return parsed.ok ? { ok: true, filled: leaf(parsed.expression) } : parsed;
  }
  const asItIs = { ok: true, filled: leaf(constant<Json>(source, source, typeOfJson(source))) };
  if (!isJsonArray(source) && !isJsonObject(source)) return asItIs as FilledParse;
  const inner: [string, Filled][] = [];
  for (const [key, value] of Object.entries(source)) {
    const parsed = parseFilled(value);
    if (!parsed.ok) return parsed;
    inner.push([key, parsed.filled]);
  }
  if (inner.every(([, { expression }]) => expression.references.length === 0))
    return asItIs as FilledParse;
  return { ok: true, filled: composite(source, inner) };
}

function leaf(expression: Expression): Filled {
  const { references, evaluate } = expression;
  if (references.length === 0) return { expression, fill: evaluate };
  return {
    expression,
    fill(scope, room) {
      const value = evaluate(scope);
      takeRoomFor(room, value);
      return value;
    },
  };
}

function composite(source: Json, inner: readonly [string, Filled][]): Filled {
  const isList = isJsonArray(source);
  const fill: Filled["fill"] = (scope, room) => {
    if (isList) return inner.map(([, part]) => part.fill(scope, room) ?? null);
    const entries = inner.map(([key, part]) => [key, part.fill(scope, room)] as const);
    return Object.fromEntries(entries.filter(isPresent));
  };
  const parts = inner.map(([key, { expression }]) => [key, expression] as const);
  return { expression: compositeExpression(source, parts, fill), fill };
}

function compositeExpression(
  source: Json,
  inner: readonly (readonly [string, Expression])[],
  fill: Filled["fill"],
): Expression {
  const isList = isJsonArray(source);
  return makeExpression<Json>({
    source,
    references: inner.flatMap(([, expression]) => expression.references),
    evaluate: (scope) => fill(scope, valueRoom(scope.limits)),
    infer(types) {
      const inferred = inner.map(([key, expression]) => [key, expression.infer(types)] as const);
      const type = isList
        ? listOf(unionOf(inferred.map(([, inference]) => inference.type)))
        : objectOf(Object.fromEntries(inferred.map(([key, { type }]) => [key, type])));
      return { type, problems: inferred.flatMap(([, inference]) => inference.problems) };
    },
  });
}

function isPresent(entry: readonly [string, Json | undefined]): entry is [string, Json] {
  return entry[1] !== undefined;
}

/** Text with templates: exactly one template keeps its type, anything else gives text. */
export function parseTemplateText(source: string): TemplateParse<Json> {
  const split = splitTemplate(source);
  if (!split.ok) return split;
  const { parts } = split;
  const holes = parts.filter((part): part is Hole => typeof part !== "string");
  if (holes.length === 0) return { ok: true, expression: constant(source, source, textType) };
  const [only] = holes;
  const isWhole = only !== undefined && parts.length === 1;
  return { ok: true, expression: isWhole ? whole(source, only) : joined(source, parts, holes) };
}

export type TemplateScan =
  | { readonly ok: true; readonly expression: Expression; readonly end: number }
  | { readonly ok: false; readonly message: string; readonly position: number };

/** The one template that opens at `open`: for languages whose variables are templates. */
export function scanTemplate(source: string, open: number): TemplateScan {
  const scan = parseHole(source, open + 2);
  if (!scan.ok) return scan;
  const { hole, end } = scan;
  return { ok: true, expression: whole(source.slice(open, end), hole), end };
}

function whole(source: string, hole: Hole): Expression {
  const { read, fallback, reference } = hole;
  return makeExpression<Json>({
    source,
    references: [reference],
    evaluate: fallback === undefined ? read : (scope) => read(scope) ?? fallback,
    infer(types) {
      const type = types.typeOf(reference);
      if (fallback === undefined) return { type, problems: [] };
      return { type: unionOf([type, typeOfJson(fallback)]), problems: [] };
    },
  });
}

function joined(source: string, parts: readonly Part[], holes: readonly Hole[]): Expression {
  const hasSecrets = holes.some(({ reference }) => reference.root === "secrets");
  return makeExpression<Json>({
    source,
    references: holes.map((hole) => hole.reference),
    evaluate(scope) {
      const room = valueRoom(scope.limits);
      if (hasSecrets) return joinText(parts.map((part) => pieceOf(part, scope, room)));
      let text = "";
      for (const part of parts) text += textPieceOf(part, scope, room);
      return text;
    },
    infer(types) {
      for (const hole of holes) types.typeOf(hole.reference);
      return { type: textType, problems: [] };
    },
  });
}

function pieceOf(part: Part, scope: Scope, room: ValueRoom): string | SecretText {
  const value = typeof part === "string" ? undefined : part.read(scope);
  return isSecretText(value) ? value : textPieceOf(part, scope, room);
}

function textPieceOf(part: Part, scope: Scope, room: ValueRoom): string {
  if (typeof part === "string") return part;
  const text = textOf(part.read(scope) ?? part.fallback);
  takeRoom(room, text.length);
  return text;
}

/** A value inside text: null and missing are empty, objects and lists JSON, dates are ISO already. */
export function textOf(value: Json | undefined): string {
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function splitTemplate(source: string): Parts {
  const parts: Part[] = [];
  let at = 0;
  for (;;) {
    const open = source.indexOf("{{", at);
    if (open < 0) break;
    if (open > at) parts.push(source.slice(at, open));
    const hole = parseHole(source, open + 2);
    if (!hole.ok) return hole;
    parts.push(hole.hole);
    at = hole.end;
  }
  if (at < source.length || parts.length === 0) parts.push(source.slice(at));
  return { ok: true, parts };
}

type HoleParse =
  | { readonly ok: true; readonly hole: Hole; readonly end: number }
  | { readonly ok: false; readonly message: string; readonly position: number };

const space = /\s*/y;
const defaultMark = /\s*\?\?\s*/y;
/** What may stand after `??`: always JSON. */
const literal =
  /"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|-?(?:0|[1-9]\d{0,15})(?:\.\d{1,20})?(?:[eE][+-]?\d{1,2})?|true|false|null|\[\s*\]|\{\s*\}/y;

function parseHole(source: string, start: number): HoleParse {
  const scan = scanReference(source, skip(space, source, start), "template");
  if (!scan.ok) return scan;
  const { reference } = scan;
  const afterMark = skip(defaultMark, source, scan.end);
  const hasFallback = afterMark > scan.end;
  const fallback = hasFallback ? scanLiteral(source, afterMark) : undefined;
  if (hasFallback && !fallback) {
    const message =
      'after ?? a text in "quotes", a number, true, false, null, [] or {} is expected';
    return { ok: false, message, position: afterMark };
  }
  const end = skip(space, source, fallback?.end ?? scan.end);
  if (!source.startsWith("}}", end))
    return {
      ok: false,
      message:
        "}} is expected here: a template names a variable and perhaps a default; calculate with a formula",
      position: end,
    };
  const { root, path } = reference;
  const hole: Hole = {
    reference: fallback ? { ...reference, isOptional: true } : reference,
    read: root === "secrets" ? () => secretAt(path) : compileReference(root, path),
    fallback: fallback?.value,
  };
  return { ok: true, hole, end: end + 2 };
}

function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

function scanLiteral(text: string, at: number): { value: Json; end: number } | undefined {
  literal.lastIndex = at;
  const match = literal.exec(text)?.[0];
  return match === undefined
    ? undefined
    : { value: JSON.parse(match) as Json, end: at + match.length };
}

/** The type of a value that is known. */
export function typeOfJson(value: Json): Type {
  if (value === null) return { kind: "null" };
  if (isJsonArray(value))
    return listOf(value.length === 0 ? unknownType : unionOf(value.map(typeOfJson)));
  if (isJsonObject(value))
    return objectOf(Object.fromEntries(Object.entries(value).map(([k, v]) => [k, typeOfJson(v)])));
  if (typeof value === "string") return textType;
  return { kind: typeof value === "number" ? "number" : "boolean" };
}
