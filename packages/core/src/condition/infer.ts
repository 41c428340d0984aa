import type { Expression, TypeProblem, TypeScope } from "../expression.ts";
import { canBeOrdered, neverEqual } from "../formula/infer.ts";
import { isJsonArray, type Json } from "../json.ts";
import {
  anyObject,
  booleanType,
  describeType,
  fits,
  listOf,
  nullType,
  numberType,
  textType,
  type Type,
  typeAt,
  unionOf,
  unknownType,
} from "../type.ts";
import type { CompiledCondition } from "./compiled.ts";
import {
  type CompareOperator,
  isPresenceTest,
  type ItemsOperator,
  type Operator,
} from "./operator.ts";
import { variableMeant } from "./type-error.ts";

/** The checker of conditions: only what can never be met is a problem. */

interface TwoSides {
  readonly left: Expression;
  readonly right: Expression | undefined;
}

const typeOfKind: Readonly<Record<Operator["types"][number], Type>> = {
  boolean: booleanType,
  number: numberType,
  text: textType,
  list: listOf(unknownType),
  object: anyObject,
};

export function comparisonProblems(
  operator: CompareOperator,
  sides: TwoSides,
  types: TypeScope,
): readonly TypeProblem[] {
  if (sides.left.source === "") return [nothingCompared];
  const left = sides.left.infer(isPresenceTest(operator) ? askingOnly(types) : types);
  const right = sides.right?.infer(types);
  const inner = [...left.problems, ...(right?.problems ?? [])];
  const leftProblems = leftMismatch(operator, left.type).map(hinting(sides.left));
  if (leftProblems.length > 0 || !right) return [...inner, ...leftProblems];
  const pairProblems = pairMismatch(operator, left.type, right.type).map(hinting(sides.left));
  const unfilled = unfilledRight(operator, sides.right?.source);
  if (!unfilled) return [...inner, ...pairProblems];
  // What cannot be compared stays an error; that nothing is written says why.
  return [...inner, pairProblems.length > 0 ? unfilled : { ...unfilled, severity: "warning" }];
}

/** A comparison that was begun and never filled in. */
const nothingCompared: TypeProblem = {
  code: "missing_value",
  message: "nothing is compared: the left side is empty",
  hint: "Choose a variable or write a value.",
};

/** A right side that was never filled in: an empty text is hardly ever meant. */
function unfilledRight({ right }: Operator, written: Json | undefined): TypeProblem | undefined {
  if (right === "one" && written === "") return comparedWithNothing;
  return right === "two" && isJsonArray(written) && written.includes("") ? halfARange : undefined;
}

const comparedWithNothing: TypeProblem = {
  code: "missing_value",
  message: "it is compared with nothing: the right side is empty",
  hint: "Write a value, or ask whether it is empty.",
};

const halfARange: TypeProblem = {
  code: "missing_value",
  message: "the range is not whole: one of its ends is empty",
  hint: "Write both values.",
};

function hinting({ source }: Expression): (problem: TypeProblem) => TypeProblem {
  const meant = variableMeant(source);
  if (meant === undefined) return (problem) => problem;
  return (problem) => ({ ...problem, hint: `To read the variable write {{ ${meant} }}.` });
}

/** What is only asked for need not be there. */
function askingOnly(types: TypeScope): TypeScope {
  return { typeOf: (reference) => types.typeOf({ ...reference, isOptional: true }) };
}

/** A missing or null left side is no mistake: the result is known. */
function leftMismatch({ name, types }: Operator, given: Type): readonly TypeProblem[] {
  if (types.length === 0) return [];
  const wanted = unionOf(types.map((kind) => typeOfKind[kind]));
  if (fits(given, unionOf([wanted, nullType]))) return [];
  const message = `${name} is for ${describeType(wanted)}, but ${describeType(given)} is given`;
  return [{ code: "type_mismatch", message }];
}

function pairMismatch(operator: CompareOperator, left: Type, right: Type): readonly TypeProblem[] {
  const { fit, name } = operator;
  const isWrong =
    (fit === "equality" && neverEqual(left, right)) ||
    (fit === "order" && operator.right === "one" && !canBeOrdered(left, right));
  if (!isWrong || left.kind === "null") return [];
  const message = `${name} cannot compare ${describeType(left)} with ${describeType(right)}`;
  return [{ code: "type_mismatch", message }];
}

interface ItemsSides {
  readonly left: Expression;
  readonly where: CompiledCondition;
}

export function itemsProblems(
  operator: ItemsOperator,
  { left, where }: ItemsSides,
  types: TypeScope,
): readonly TypeProblem[] {
  if (left.source === "") return [nothingCompared];
  const { type, problems } = left.infer(types);
  const unknownFields: TypeProblem[] = [];
  const inner = where.problems(itemTypes(types, type, unknownFields));
  return [
    ...problems,
    ...leftMismatch(operator, type).map(hinting(left)),
    ...inner,
    ...unknownFields,
  ];
}

/** The variables inside a nested condition: `item` is an item of the list. */
function itemTypes(types: TypeScope, list: Type, problems: TypeProblem[]): TypeScope {
  const item = list.kind === "list" ? list.item : unknownType;
  return {
    typeOf(reference) {
      if (reference.root !== "item") return types.typeOf(reference);
      const lookup = typeAt(item, reference.path);
      if (lookup.found) return lookup.type;
      const known = lookup.known.length > 0 ? { hint: `known are ${lookup.known.join(", ")}` } : {};
      const message = `${reference.text}: the items have no ${lookup.segment}`;
      problems.push({ code: "unknown_field", message, ...known });
      return unknownType;
    },
  };
}
