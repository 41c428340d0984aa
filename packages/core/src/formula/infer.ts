import type { TypeProblem, TypeScope } from "../expression.ts";
import { typeOfJson } from "../template.ts";
import {
  describeType,
  fits,
  listOf,
  numberType,
  textType,
  type Type,
  unionOf,
  unknownType,
} from "../type.ts";
import { parameterAt } from "./function-type.ts";
import { arithmeticOperators, binaryOperators, orderingOperators } from "./operators.ts";
import type { BinaryPart, CallPart, Part } from "./part.ts";

/** The checker of formulas: the type of every part, and what certainly does not fit. */
export function inferPart(part: Part, types: TypeScope, problems: TypeProblem[]): Type {
  switch (part.kind) {
    case "literal":
      return typeOfJson(part.value);
    case "reference":
      return types.typeOf(part.reference);
    case "list": {
      const items = part.items.map((item) => inferPart(item, types, problems));
      return listOf(items.length === 0 ? unknownType : unionOf(items));
    }
    case "unary":
      expectType(part.operand, inferPart(part.operand, types, problems), numberType, problems);
      return numberType;
    case "binary":
      return inferBinary(part, types, problems);
    case "call":
      return inferCall(part, types, problems);
  }
}

function inferBinary(part: BinaryPart, types: TypeScope, problems: TypeProblem[]): Type {
  const { operator, left, right, position } = part;
  const leftType = inferPart(left, types, problems);
  const rightType = inferPart(right, types, problems);
  if (arithmeticOperators.has(operator)) {
    expectType(left, leftType, numberType, problems);
    expectType(right, rightType, numberType, problems);
  } else if (orderingOperators.has(operator) && !canBeOrdered(leftType, rightType))
    problems.push(mismatch(`${operator} cannot compare`, [leftType, rightType], position));
  else if ((operator === "=" || operator === "<>") && neverEqual(leftType, rightType))
    problems.push(mismatch(`${operator} never finds equal`, [leftType, rightType], position));
  return binaryOperators[operator].result;
}

function inferCall(part: CallPart, types: TypeScope, problems: TypeProblem[]): Type {
  const { called } = part;
  const given = part.arguments.map((argument, index) => {
    const type = inferPart(argument, types, problems);
    expectType(argument, type, parameterAt(called.parameters, index).type, problems);
    return type;
  });
  return called.resultOf(given);
}

function expectType(part: Part, given: Type, wanted: Type, problems: TypeProblem[]): void {
  if (fits(given, wanted)) return;
  const message = `${describeType(given)} is given where ${describeType(wanted)} is needed`;
  problems.push({ code: "type_mismatch", message, position: part.position });
}

function mismatch(
  words: string,
  [left, right]: readonly [left: Type, right: Type],
  position: number,
): TypeProblem {
  const message = `${words} ${describeType(left)} and ${describeType(right)}`;
  return { code: "type_mismatch", message, position };
}

/** Could both be numbers, or both texts? */
export function canBeOrdered(left: Type, right: Type): boolean {
  return [numberType, textType].some((type) => fits(left, type) && fits(right, type));
}

/** Certainly of different types; to compare with null is always of use. */
export function neverEqual(left: Type, right: Type): boolean {
  if (left.kind === "null" || right.kind === "null") return false;
  return !fits(left, right) && !fits(right, left);
}
