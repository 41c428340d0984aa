import type { Evaluation } from "../formula/budget.ts";
import { kindOf, type ValueKind } from "../formula/value-kind.ts";
import type { Json } from "../json.ts";
import { StepError } from "../step-error.ts";

/*
 * An operator as data: the builder's form, the checker and the compiler read it.
 *
 * A left side that is missing or null gives `whenMissing` and is compared no further, but for the
 * operators that ask for it (exists, is_empty) and equality, for which null is a value:
 *
 * | left side is missing                                                       | result |
 * | -------------------------------------------------------------------------- | ------ |
 * | not_exists, is_empty, not_equals, is_not_one_of, no_item and all not_…      | true   |
 * | all others                                                                 | false  |
 */

/** What the right side is; `where` is a condition on the items of a list. */
type RightKind = "none" | "one" | "two" | "list" | "number" | "duration" | "where";

interface OperatorInfo {
  readonly name: string;
  readonly title: string;
  /** Types of the left side; empty means any. */
  readonly types: readonly Exclude<ValueKind, "nothing">[];
  readonly right: RightKind;
}

/** The right side as an operator wants it, read once where it holds no variable. */
export type RightRead<R> =
  | { readonly ok: true; readonly value: R }
  | { readonly ok: false; readonly message: string };

export interface CompareOperator<R = unknown> extends OperatorInfo {
  readonly kind: "compare";
  /** How the types of both sides must go together, for the checker. */
  readonly fit: "order" | "equality" | "free";
  /** Undefined where the operator takes a missing left side as a value. */
  readonly whenMissing: boolean | undefined;
  readonly read: (right: Json | undefined) => RightRead<R>;
  evaluate(left: Json | undefined, right: R, evaluation: Evaluation): boolean;
}

export interface ItemsOperator extends OperatorInfo {
  readonly kind: "items";
  readonly whenMissing: boolean;
  evaluate(items: readonly Json[], isMet: (item: Json) => boolean): boolean;
}

/** Compares a field of an update event with its old value. */
export interface ChangeOperator<R = unknown> extends OperatorInfo {
  readonly kind: "change";
  readonly read: (right: Json | undefined) => RightRead<R>;
  /** Called only where the value has changed. */
  evaluate(change: Change, right: R): boolean;
}

interface Change {
  readonly from: Json;
  readonly to: Json | undefined;
}

export type Operator = CompareOperator | ItemsOperator | ChangeOperator;

export function compareOperator<R>(declared: Omit<CompareOperator<R>, "kind">): Operator {
  return { kind: "compare", ...declared };
}

export function itemsOperator(declared: Omit<ItemsOperator, "kind">): Operator {
  return { kind: "items", ...declared };
}

export function changeOperator<R>(declared: Omit<ChangeOperator<R>, "kind">): Operator {
  return { kind: "change", ...declared };
}

export const typeErrorCode = "condition_type_error";

export function typeError(message: string): StepError {
  return new StepError({ code: typeErrorCode, message });
}

/** The left side is `text`; text, list is needed. */
export function leftError(left: Json | undefined, wanted: string): StepError {
  return typeError(`the left side is ${kindOf(left)}; ${wanted} is needed`);
}

export function readAny(right: Json | undefined): RightRead<Json | undefined> {
  return { ok: true, value: right };
}

export function readNothing(): RightRead<undefined> {
  return { ok: true, value: undefined };
}

export function readText(right: Json | undefined): RightRead<string> {
  return typeof right === "string" ? { ok: true, value: right } : refuse(right, "text");
}

export function readNumber(right: Json | undefined): RightRead<number> {
  return typeof right === "number" ? { ok: true, value: right } : refuse(right, "a number");
}

export function readList(right: Json | undefined): RightRead<readonly Json[]> {
  return Array.isArray(right)
    ? { ok: true, value: right as readonly Json[] }
    : refuse(right, "a list");
}

/** A value that has an order. */
export function readOrdered(right: Json | undefined): RightRead<number | string> {
  if (typeof right === "number" || typeof right === "string") return { ok: true, value: right };
  return refuse(right, "a number, a text or a date");
}

export function readPair(right: Json | undefined): RightRead<readonly [Json, Json]> {
  const [first, second, third] = Array.isArray(right) ? (right as readonly Json[]) : [];
  if (first !== undefined && second !== undefined && third === undefined)
    return { ok: true, value: [first, second] };
  return refuse(right, "a list of two values");
}

export function refuse(right: Json | undefined, wanted: string): { ok: false; message: string } {
  return { ok: false, message: `the right side is ${kindOf(right)}; ${wanted} is needed` };
}

const presenceTests: ReadonlySet<string> = new Set([
  "exists",
  "not_exists",
  "is_empty",
  "is_not_empty",
]);

/** Its left side may be missing: that is what it asks. */
export function isPresenceTest({ name }: Operator): boolean {
  return presenceTests.has(name);
}
