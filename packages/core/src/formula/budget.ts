import { isJsonObject, type Json } from "../json.ts";
import type { Scope } from "../scope.ts";
import { StepError } from "../step-error.ts";

/*
 * What one evaluation may use. Nothing of it depends on time, so a replay meets the same limits.
 * Formulas and conditions share it; the code of the error says whose limit was reached.
 */

export const sourceCharactersMax = 8 * 1024;
export const partsMax = 1000;
export const nestingMax = 32;
/** Each part of a formula is a step, and each list item and each KiB of text that is worked on. */
export const stepsMax = 10_000;
export const textCharactersMax = 1024 * 1024;
const listItemsMax = 100_000;
/** Deepest value that is written as text, compared or returned. */
const valueDepthMax = 128;

const charactersPerStep = 1024;
const valuesPerStep = 16;

export interface Evaluation {
  /** Replaced by conditions while they look at the items of a list. */
  scope: Scope;
  stepsLeft: number;
  readonly limitCode: "formula_limit" | "condition_limit";
}

export function spend(evaluation: Evaluation, steps: number): void {
  evaluation.stepsLeft -= steps;
  if (evaluation.stepsLeft < 0)
    throw limitError(evaluation, "it takes too many steps: use shorter lists or texts");
}

export function spendText(evaluation: Evaluation, characters: number): void {
  if (characters >= charactersPerStep) spend(evaluation, Math.ceil(characters / charactersPerStep));
}

/** To be called before a text is built, with its length. */
export function spendNewText(evaluation: Evaluation, characters: number): void {
  if (characters > textCharactersMax)
    throw limitError(evaluation, `a text has at most ${textCharactersMax} characters`);
  spendText(evaluation, characters);
}

interface Weight {
  values: number;
  characters: number;
}

/** Counts a value in full before something walks through all of it. */
export function spendValue(evaluation: Evaluation, value: Json | undefined): void {
  if (typeof value === "string") return spendText(evaluation, value.length);
  if (typeof value !== "object" || value === null) return;
  const weight: Weight = { values: 0, characters: 0 };
  weigh(value, weight, 0, evaluation);
  spend(evaluation, Math.ceil(weight.values / valuesPerStep));
  spendText(evaluation, weight.characters);
}

/** A list or object that a formula has built may share its parts: it is weighed as if written out. */
function weigh(value: Json, weight: Weight, depth: number, evaluation: Evaluation): void {
  weight.values += 1;
  if (weight.values > listItemsMax)
    throw limitError(evaluation, `a value has at most ${listItemsMax} items`);
  if (typeof value === "string") weight.characters += value.length;
  if (weight.characters > textCharactersMax)
    throw limitError(evaluation, `a value has at most ${textCharactersMax} characters`);
  if (typeof value !== "object" || value === null) return;
  if (depth >= valueDepthMax)
    throw limitError(evaluation, `a value is nested at most ${valueDepthMax} deep`);
  const items = isJsonObject(value) ? Object.values(value) : value;
  for (const item of items) weigh(item, weight, depth + 1, evaluation);
}

function limitError(evaluation: Evaluation, message: string): StepError {
  const subject = evaluation.limitCode === "formula_limit" ? "formula" : "condition";
  const text = `The ${subject} reached a limit: ${message}.`;
  return new StepError({ code: evaluation.limitCode, message: text });
}
