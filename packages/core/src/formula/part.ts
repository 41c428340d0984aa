import type { Json } from "../json.ts";
import type { Reference } from "../scope.ts";
import type { FormulaFunction } from "./function-type.ts";

/** The syntax tree of a formula. Every part knows its place in the source. */
export type Part = LiteralPart | ReferencePart | ListPart | UnaryPart | BinaryPart | CallPart;

interface Placed {
  readonly position: number;
  readonly end: number;
}

interface LiteralPart extends Placed {
  readonly kind: "literal";
  readonly value: Json;
}

interface ReferencePart extends Placed {
  readonly kind: "reference";
  readonly reference: Reference;
}

interface ListPart extends Placed {
  readonly kind: "list";
  readonly items: readonly Part[];
}

interface UnaryPart extends Placed {
  readonly kind: "unary";
  readonly operator: UnaryOperator;
  readonly operand: Part;
}

export interface BinaryPart extends Placed {
  readonly kind: "binary";
  readonly operator: BinaryOperator;
  readonly left: Part;
  readonly right: Part;
}

export interface CallPart extends Placed {
  readonly kind: "call";
  readonly called: FormulaFunction;
  readonly arguments: readonly Part[];
}

export type UnaryOperator = "-" | "+" | "%";
export type Arithmetic = "+" | "-" | "*" | "/" | "^";
export type Ordering = "<" | "<=" | ">" | ">=";
export type BinaryOperator = Arithmetic | Ordering | "&" | "=" | "<>";

/** A refusal while a formula is compiled. */
export interface Refusal {
  readonly message: string;
  readonly position: number;
}

/** A value that stands where a missing one is expected: `IFEMPTY(trigger.body.name, "?")`. */
export function asOptional(part: Part): Part {
  if (part.kind !== "reference") return part;
  return { ...part, reference: { ...part.reference, isOptional: true } };
}
