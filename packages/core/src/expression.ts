import type { Json } from "./json.ts";
import type { Reference, Scope } from "./scope.ts";
import { showSecrets } from "./secret-text.ts";
import type { Type } from "./type.ts";
import { takeRoomFor, valueRoom } from "./value-room.ts";

const brand: unique symbol = Symbol("expression");

/**
 * A value that is found at run time: a template, a formula or a condition, compiled once. Fields of
 * a step's config that may hold variables are expressions after parsing; all others plain values.
 */
export interface Expression<T = Json> {
  readonly [brand]: true;
  /** As written in the definition. */
  readonly source: Json;
  /** A formula or a condition: people know it by its source, not by its result. */
  readonly isCode?: boolean;
  readonly references: readonly Reference[];
  /** Its value goes to the outside only: it may hold `secrets.<name>`, which the gate fills in. */
  readonly takesSecrets?: boolean;
  /** `undefined` where a variable does not exist. @throws StepError */
  evaluate(scope: Scope): T | undefined;
  /** The type of the result as far as it is known, and what is certainly wrong inside. */
  infer(types: TypeScope): Inference;
}

/** What the checker knows of the variables at one place of a definition. */
export interface TypeScope {
  typeOf(reference: Reference): Type;
}

export interface Inference {
  readonly type: Type;
  readonly problems: readonly TypeProblem[];
}

export interface TypeProblem {
  /** It is an error, where nothing else is said. */
  readonly severity?: "warning";
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  /** Offset in the source text, where there is one. */
  readonly position?: number;
}

export type ExpressionParts<T> = Omit<Expression<T>, typeof brand>;

export function makeExpression<T>(parts: ExpressionParts<T>): Expression<T> {
  return { [brand]: true, ...parts };
}

/** An expression without variables. */
export function constant<T>(value: T, source: Json, type: Type): Expression<T> {
  const inference: Inference = { type, problems: [] };
  return makeExpression({
    source,
    references: [],
    evaluate: () => value,
    infer: () => inference,
  });
}

export function isExpression(value: unknown): value is Expression<unknown> {
  return typeof value === "object" && value !== null && brand in value;
}

/** The config with every expression replaced by its result type. */
export type Resolved<C> =
  C extends Expression<infer T>
    ? T
    : C extends readonly (infer Item)[]
      ? readonly Resolved<Item>[]
      : C extends object
        ? { readonly [Key in keyof C]: Resolved<C[Key]> }
        : C;

/**
 * Evaluates every expression of a parsed config; what does not exist is left out.
 * @throws StepError where all of them together are too large
 */
export function resolveConfig<C>(config: C, scope: Scope): Resolved<C> {
  const room = valueRoom(scope.limits);
  return resolveValue(config, (expression) => {
    const value = expression.evaluate(scope);
    takeRoomFor(room, value);
    return value;
  }) as Resolved<C>;
}

/** The config as history shows it: variables filled in, formulas and conditions as written. */
export function describeConfig(config: unknown, scope: Scope): Json {
  const room = valueRoom(scope.limits);
  return resolveValue(config, (expression) => {
    if (expression.isCode === true) return expression.source;
    const value = expression.evaluate(scope) as Json | undefined;
    takeRoomFor(room, value);
    return value !== undefined && hasSecrets(expression) ? showSecrets(value) : value;
  }) as Json;
}

function hasSecrets({ references }: Expression<unknown>): boolean {
  return references.some(({ root }) => root === "secrets");
}

/** Names of the secrets that a config uses. */
export function secretNamesIn(config: unknown): readonly string[] {
  const names = expressionsIn(config)
    .flatMap(({ expression }) => expression.references)
    .flatMap(({ root, path }) => (root === "secrets" ? [String(path[0])] : []));
  return [...new Set(names)];
}

type Resolve = (expression: Expression<unknown>) => unknown;

function resolveValue(value: unknown, resolve: Resolve): unknown {
  if (isExpression(value)) return resolve(value);
  if (Array.isArray(value)) return value.map((item) => resolveValue(item, resolve) ?? null);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, resolveValue(inner, resolve)]);
  return Object.fromEntries(entries.filter(([, result]) => result !== undefined));
}

/** Every expression inside a parsed config, with its path. */
export function expressionsIn(
  value: unknown,
  path: readonly PropertyKey[] = [],
): readonly PlacedExpression[] {
  if (isExpression(value)) return [{ path, expression: value }];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    expressionsIn(inner, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

export interface PlacedExpression {
  readonly path: readonly PropertyKey[];
  readonly expression: Expression<unknown>;
}
