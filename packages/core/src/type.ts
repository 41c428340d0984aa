import type { Path, PathSegment } from "./path.ts";

/** What is known of a value before it exists. `unknown` fits everything: no finding comes of it. */
export type Type =
  | { readonly kind: "unknown" }
  | { readonly kind: "null" }
  | { readonly kind: "boolean" }
  | { readonly kind: "number" }
  | { readonly kind: "text"; readonly format?: "date" | "date_time" }
  | { readonly kind: "list"; readonly item: Type }
  | { readonly kind: "object"; readonly fields: Fields; readonly isOpen: boolean }
  | { readonly kind: "union"; readonly of: readonly Type[] };

/** Null-prototype records: a field may have any name. */
export type Fields = { readonly [name: string]: Type };

export const unknownType: Type = { kind: "unknown" };
export const nullType: Type = { kind: "null" };
export const booleanType: Type = { kind: "boolean" };
export const numberType: Type = { kind: "number" };
export const textType: Type = { kind: "text" };
export const dateType: Type = { kind: "text", format: "date" };
export const dateTimeType: Type = { kind: "text", format: "date_time" };
export const anyObject: Type = { kind: "object", fields: {}, isOpen: true };

export function listOf(item: Type): Type {
  return { kind: "list", item };
}

export function objectOf(fields: Fields, isOpen = false): Type {
  return { kind: "object", fields, isOpen };
}

/** One type for values of several; `unknown` swallows the others. */
export function unionOf(types: readonly Type[]): Type {
  const flat = types.flatMap((type) => (type.kind === "union" ? type.of : [type]));
  if (flat.some((type) => type.kind === "unknown")) return unknownType;
  const distinct = [...new Map(flat.map((type) => [JSON.stringify(type), type])).values()];
  return distinct.length === 1 && distinct[0] ? distinct[0] : { kind: "union", of: distinct };
}

export function sameType(left: Type, right: Type): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

/** Could a value of `given` stand where `wanted` is asked? Only a certain no is a no. */
export function fits(given: Type, wanted: Type): boolean {
  if (given.kind === "unknown" || wanted.kind === "unknown") return true;
  if (given.kind === "union") return given.of.some((type) => fits(type, wanted));
  if (wanted.kind === "union") return wanted.of.some((type) => fits(given, type));
  if (given.kind === "list" && wanted.kind === "list") return fits(given.item, wanted.item);
  return given.kind === wanted.kind;
}

/** A type in words: `list of number`. */
export function describeType(type: Type): string {
  switch (type.kind) {
    case "unknown":
      return "anything";
    case "text":
      return type.format === undefined ? "text" : type.format.replace("_", "-");
    case "list":
      return type.item.kind === "unknown" ? "list" : `list of ${describeType(type.item)}`;
    case "union":
      return type.of.map(describeType).join(" or ");
    default:
      return type.kind;
  }
}

export type TypeLookup = { readonly found: true; readonly type: Type } | Missing;

interface Missing {
  readonly found: false;
  readonly segment: PathSegment;
  readonly known: readonly string[];
}

/** The type at a path, or the segment that does not exist and the names that do. */
export function typeAt(type: Type, path: Path): TypeLookup {
  const [segment, ...rest] = path;
  if (segment === undefined || type.kind === "unknown") return { found: true, type };
  if (type.kind === "union") return typeAtUnion(type.of, path);
  if (type.kind === "list") return typeInList(type.item, segment, path);
  if (type.kind !== "object") return { found: false, segment, known: [] };
  const inner = Object.hasOwn(type.fields, segment) ? type.fields[String(segment)] : undefined;
  if (inner) return typeAt(inner, rest);
  if (type.isOpen) return { found: true, type: unknownType };
  return { found: false, segment, known: Object.keys(type.fields) };
}

function typeInList(item: Type, segment: PathSegment, path: Path): TypeLookup {
  if (typeof segment === "number") return typeAt(item, path.slice(1));
  const inner = typeAt(item, path);
  if (!inner.found) return inner;
  return { found: true, type: inner.type.kind === "list" ? inner.type : listOf(inner.type) };
}

function typeAtUnion(types: readonly Type[], path: Path): TypeLookup {
  const found: Type[] = [];
  let missing: Missing | undefined;
  for (const type of types) {
    const lookup = typeAt(type, path);
    if (lookup.found) found.push(lookup.type);
    // The one that knows names says best what is wrong.
    else if (!missing || lookup.known.length > missing.known.length) missing = lookup;
  }
  return found.length === 0 && missing ? missing : { found: true, type: unionOf(found) };
}
