import type { Json } from "../json.ts";
import { type Evaluation, spend } from "./budget.ts";
import { equalValues } from "./operators.ts";
import { compareOrder } from "./order.ts";

/*
 * The criterion of COUNTIF and its like, as in spreadsheets: a value that items must equal, or a text
 * of an operator and a value: ">=10", "<>open", "<2026-01-01".
 */

type Criterion = (item: Json) => boolean;

const written = /^(<=|>=|<>|<|>|=)([\s\S]*)$/;
const numeral = /^[+-]?\d+(?:\.\d+)?$/;

function criterionOf(evaluation: Evaluation, value: Json): Criterion {
  const match = typeof value === "string" ? written.exec(value) : null;
  if (!match) return (item) => equalValues(evaluation, item, value);
  const [, operator, text = ""] = match;
  const bound = numeral.test(text) ? Number(text) : text;
  if (operator === "=") return (item) => item === bound;
  if (operator === "<>") return (item) => item !== bound;
  return (item) => {
    const order = compareOrder(item, bound, evaluation.scope.timeZone);
    return order !== undefined && isMet(operator, order);
  };
}

function isMet(operator: string | undefined, order: number): boolean {
  if (order === 0) return operator === "<=" || operator === ">=";
  return order < 0 === (operator === "<" || operator === "<=");
}

export function itemsMeeting(
  evaluation: Evaluation,
  list: readonly Json[],
  criterion: Json,
): readonly Json[] {
  spend(evaluation, list.length);
  return list.filter(criterionOf(evaluation, criterion));
}
