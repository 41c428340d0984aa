import { changeOperators } from "./change-operators.ts";
import { compareOperators } from "./compare-operators.ts";
import { dateOperators } from "./date-operators.ts";
import { listOperators } from "./list-operators.ts";
import type { Operator } from "./operator.ts";
import { textOperators } from "./text-operators.ts";

/** Every operator of conditions, in the order of the builder's list. */
export const operators: readonly Operator[] = [
  ...compareOperators,
  ...textOperators,
  ...dateOperators,
  ...listOperators,
  ...changeOperators,
];

export const operatorNames: readonly string[] = operators.map(({ name }) => name);

const operatorByName: ReadonlyMap<string, Operator> = new Map(
  operators.map((operator) => [operator.name, operator]),
);

export function findOperator(name: string): Operator | undefined {
  return operatorByName.get(name);
}
