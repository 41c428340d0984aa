import { durationMs, durationUnits, type DurationUnit } from "../duration.ts";
import { kindOf } from "../formula/value-kind.ts";
import { parseInstant } from "../instant.ts";
import { isJsonObject, type Json } from "../json.ts";
import {
  compareOperator,
  leftError,
  type Operator,
  readText,
  refuse,
  type RightRead,
  typeError,
} from "./operator.ts";

/** Operators of dates: ISO 8601 text, read in the scope's time zone. */

const ofDates = { types: ["text"], fit: "free", whenMissing: false } as const;

export const dateOperators: readonly Operator[] = [
  compareOperator({
    ...ofDates,
    name: "before",
    title: "is before",
    right: "one",
    read: readText,
    evaluate: (left, right, { scope: { timeZone } }) =>
      leftInstant(left, timeZone) < rightInstant(right, timeZone),
  }),
  compareOperator({
    ...ofDates,
    name: "after",
    title: "is after",
    right: "one",
    read: readText,
    evaluate: (left, right, { scope: { timeZone } }) =>
      leftInstant(left, timeZone) > rightInstant(right, timeZone),
  }),
  compareOperator({
    ...ofDates,
    name: "within_last",
    title: "is within the last",
    right: "duration",
    read: readDuration,
    evaluate: (left, ms, { scope: { now, timeZone } }) => {
      const instant = leftInstant(left, timeZone);
      return instant <= now && instant >= now - ms;
    },
  }),
  compareOperator({
    ...ofDates,
    name: "within_next",
    title: "is within the next",
    right: "duration",
    read: readDuration,
    evaluate: (left, ms, { scope: { now, timeZone } }) => {
      const instant = leftInstant(left, timeZone);
      return instant >= now && instant <= now + ms;
    },
  }),
];

const neededDate = "a date in ISO 8601 is needed";

function leftInstant(left: Json | undefined, timeZone: string): number {
  if (typeof left !== "string") throw leftError(left, "a date");
  const instant = parseInstant(left, timeZone);
  if (instant === undefined)
    throw typeError(`the left side is text, but not a date; ${neededDate}`);
  return instant;
}

function rightInstant(right: string, timeZone: string): number {
  const instant = parseInstant(right, timeZone);
  if (instant === undefined)
    throw typeError(`the right side is text, but not a date; ${neededDate}`);
  return instant;
}

function readDuration(right: Json | undefined): RightRead<number> {
  if (!isJsonObject(right)) return refuse(right, "a duration such as {amount: 7, unit: days}");
  const { amount, unit } = right as { readonly amount?: Json; readonly unit?: Json };
  if (typeof amount !== "number" || amount < 0)
    return { ok: false, message: `the amount is ${kindOf(amount)}; a number from 0 is needed` };
  if (!isUnit(unit))
    return { ok: false, message: `the unit must be one of ${durationUnits.join(", ")}` };
  return { ok: true, value: durationMs({ amount, unit }) };
}

function isUnit(unit: Json | undefined): unit is DurationUnit {
  return (durationUnits as readonly (Json | undefined)[]).includes(unit);
}
