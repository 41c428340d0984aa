import type { Json } from "../json.ts";
import { describeType, type Type } from "../type.ts";
import type { Evaluation } from "./budget.ts";
import { type Evaluate, finite, formulaError, type Operand, typeError } from "./formula-error.ts";

/** One function of the formula language, as data: the compiler and the reference page read it. */
export interface FormulaFunction {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly result: Type;
  /** One sentence: what it gives. */
  readonly summary: string;
  readonly example: FormulaExample;
  /** True where a missing variable is expected among the arguments. */
  readonly coversMissing: boolean;
  /** The type of the result for arguments of these types. */
  resultOf(given: readonly Type[]): Type;
  /** What is wrong with this number of arguments, though it is within bounds. */
  refuseCount(count: number): string | undefined;
  bind(operands: readonly Operand[], position: number): Evaluate;
}

interface FormulaExample {
  readonly formula: string;
  readonly result: Json;
}

/** `some` is one or more, `many` any number; only the last parameter may be one of these. */
type Arity = "one" | "optional" | "some" | "many";

export interface Parameter<T = unknown, A extends Arity = Arity> {
  readonly name: string;
  readonly type: Type;
  readonly arity: A;
  /** The value as the function wants it; undefined where it does not fit. */
  readonly read: (value: Json | undefined) => T | undefined;
  /** What is needed, in words, where the type does not say it all. */
  readonly wanted?: string;
  /** What is wrong with a value that is written in the formula, beside its type. */
  readonly refuse?: (literal: Json) => string | undefined;
}

/** The arguments as `evaluate` receives them. */
type Values<P> = P extends readonly [infer Head, ...infer Tail]
  ? Head extends Parameter<infer T, "some" | "many">
    ? readonly T[]
    : Head extends Parameter<infer T, "optional">
      ? readonly [(T | undefined)?, ...Values<Tail>]
      : Head extends Parameter<infer T, "one">
        ? readonly [T, ...Values<Tail>]
        : never
  : readonly [];

type Operands<P> = P extends readonly [infer Head, ...infer Tail]
  ? Head extends Parameter<unknown, "one">
    ? readonly [Operand, ...Operands<Tail>]
    : Head extends Parameter<unknown, "optional">
      ? readonly [Operand?, ...Operands<Tail>]
      : readonly Operand[]
  : readonly [];

/** What a function gets beside its arguments. */
export interface Call {
  readonly evaluation: Evaluation;
  readonly position: number;
}

/** The error of a function that cannot give a result. */
export function callError(call: Call, message: string) {
  return formulaError(message, call.position);
}

interface Description {
  readonly name: string;
  readonly result: Type;
  readonly summary: string;
  readonly example: readonly [formula: string, result: Json];
  readonly coversMissing?: boolean;
  readonly resultOf?: (given: readonly Type[]) => Type;
  readonly refuseCount?: (count: number) => string | undefined;
}

interface Strict<P extends readonly Parameter[]> extends Description {
  readonly parameters: P;
  evaluate(values: Values<P>, call: Call): Json;
}

/** A function whose arguments are all evaluated and checked before it is called. */
export function defineFunction<const P extends readonly Parameter[]>(
  declared: Strict<P>,
): FormulaFunction {
  return {
    ...described(declared),
    parameters: declared.parameters,
    bind(operands, position) {
      const readers = operands.map((operand, index) =>
        readerOf(operand, parameterAt(declared.parameters, index)),
      );
      return (evaluation) => {
        const values = readers.map((read) => read(evaluation)) as unknown as Values<P>;
        const result = declared.evaluate(values, { evaluation, position });
        return typeof result === "number" ? finite(result, position) : result;
      };
    },
  };
}

interface Lazy<P extends readonly Parameter[]> extends Description {
  readonly parameters: P;
  bind(operands: Operands<P>, position: number): Evaluate;
}

/** A function that decides itself which of its arguments are evaluated. */
export function defineLazyFunction<const P extends readonly Parameter[]>(
  declared: Lazy<P>,
): FormulaFunction {
  return {
    ...described(declared),
    parameters: declared.parameters,
    bind: (operands, position) =>
      declared.bind(operands as readonly unknown[] as Operands<P>, position),
  };
}

function described(declared: Description) {
  const { name, result, summary, coversMissing = false } = declared;
  const [formula, value] = declared.example;
  return {
    name,
    result,
    summary,
    coversMissing,
    example: { formula, result: value },
    resultOf: declared.resultOf ?? (() => result),
    refuseCount: declared.refuseCount ?? (() => undefined),
  };
}

/** The parameter that an argument is for; the last one may take several. */
export function parameterAt(parameters: readonly Parameter[], index: number): Parameter {
  return (parameters[index] ?? parameters.at(-1)) as Parameter;
}

export function readerOf<T>(
  operand: Operand,
  parameter: Parameter<T>,
): (evaluation: Evaluation) => T {
  const { evaluate, literal } = operand;
  const known = literal === undefined ? undefined : parameter.read(literal);
  if (known !== undefined) return () => known;
  return (evaluation) => {
    const value = evaluate(evaluation);
    const read = parameter.read(value);
    if (read === undefined) {
      const wanted = parameter.wanted ?? describeType(parameter.type);
      throw typeError(operand, value, wanted);
    }
    return read;
  };
}

/** `ROUND(value: number, digits?: number)`. */
export function describeSignature({ name, parameters, result }: FormulaFunction): string {
  const marks = { one: "", optional: "?", some: "…", many: "…?" };
  const written = parameters.map(
    (parameter) => `${parameter.name}${marks[parameter.arity]}: ${describeType(parameter.type)}`,
  );
  return `${name}(${written.join(", ")}): ${describeType(result)}`;
}
