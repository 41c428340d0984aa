import type { Json } from "../json.ts";
import { StepError } from "../step-error.ts";
import type { Evaluation } from "./budget.ts";
import { kindOf } from "./value-kind.ts";

export type Evaluate = (evaluation: Evaluation) => Json | undefined;

/** A compiled part: its closure, and what messages say of it. */
export interface Operand {
  readonly evaluate: Evaluate;
  /** As written, shortened. */
  readonly text: string;
  readonly position: number;
  /** Set where the value is known before any evaluation. */
  readonly literal?: Json | undefined;
}

/** What cannot be calculated: a division by zero, a date that does not exist. */
export function formulaError(message: string, position: number): StepError {
  return placedError("formula_error", message, position);
}

/** A value of the wrong type, or none. */
export function typeError(operand: Operand, value: Json | undefined, wanted: string): StepError {
  const needed = `${wanted} is needed`;
  const given = kindOf(value);
  const hint = wanted === "number" && given === "text" ? "; VALUE() reads it as a number" : "";
  const message =
    given === "nothing"
      ? `${operand.text} has no value; ${needed}`
      : `${operand.text} is ${given}; ${needed}${hint}`;
  return placedError("formula_type_error", message, operand.position);
}

export function placedError(code: string, message: string, position: number): StepError {
  const text = `${message} (at character ${position + 1})`;
  return new StepError({ code, message: text, details: { position } });
}

/** A calculated number as JSON has it: finite, without a negative zero. */
export function finite(value: number, position: number): number {
  if (Number.isFinite(value)) return value + 0;
  const message = Number.isNaN(value) ? "there is no such number" : "the number is too large";
  throw formulaError(message, position);
}
