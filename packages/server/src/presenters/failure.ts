import type { Attempt, Json, StepFailure } from "@stepwell/core";
import { hiddenMark, hiddenText, type Sight } from "../sight.ts";
import { isoTime, isoTimeOrNull } from "./time.ts";
import type { ValueBudget } from "./value-budget.ts";

/** What a caller sees of a run, and how much of it at once. */
export interface RunSight extends Sight {
  readonly values: ValueBudget;
}

const messageLettersMax = 1000;
const attemptLettersMax = 300;

/** The whole of an error, as `GET /runs/{id}/value` gives it. */
export function wholeError({ code, message, stepId, details }: StepFailure) {
  return {
    code,
    message,
    ...(stepId !== undefined && { stepId }),
    ...(details !== undefined && { details }),
  };
}

/** Of a large one, the code and the beginning of its message; with its bytes. */
export function presentError(failure: StepFailure, { hidden, values }: RunSight) {
  const error = wholeError(failure);
  const { code, message, details, ...rest } = error;
  if (hidden) {
    const mark = details !== undefined && { details: hiddenMark as Json };
    return { error: { code, message: hiddenText, ...rest, ...mark }, bytes: undefined };
  }
  const bytes = values.sizeIfLarge(error);
  if (bytes === undefined) return { error, bytes };
  return { error: { code, message: beginningOf(message), ...rest }, bytes };
}

/** As much of a message as stands in lists. */
export function beginningOf(message: string, lettersMax = messageLettersMax): string {
  return message.length > lettersMax ? `${message.slice(0, lettersMax).toWellFormed()}…` : message;
}

/** Its bytes, where only the beginning is shown. */
export function sizeOfWhole(message: string | undefined): number | undefined {
  if (message === undefined || message.length <= messageLettersMax) return undefined;
  return Buffer.byteLength(JSON.stringify(message));
}

export function presentAttempt(
  { number, failure, startedAt, endedAt, nextAt }: Attempt,
  sight: RunSight,
) {
  return {
    number,
    startedAt: isoTime(startedAt),
    endedAt: isoTimeOrNull(endedAt),
    ...(failure && { error: { code: failure.code, message: attemptMessage(failure, sight) } }),
    ...(nextAt !== undefined && { nextAt: isoTime(nextAt) }),
  };
}

/** The whole of the last one stands at the step run. */
function attemptMessage({ message }: StepFailure, { hidden, values }: RunSight): string {
  if (hidden) return hiddenText;
  const beginning = beginningOf(message, attemptLettersMax);
  return values.sizeIfLarge(beginning) === undefined ? beginning : "…";
}
