import {
  type CalendarUnit,
  describeType,
  formatDate,
  isTimeZone,
  type Json,
  type Scope,
  StepError,
  typeOfJson,
} from "@stepwell/core";
import type { DateConfig } from "./definition.ts";
import { isWritable, later, type Moment, readMoment, writeMoment } from "./moment.ts";
import { type DateOperation, noDate } from "./operation.ts";
import { endOf, isLeapYear, partOf, startOf } from "./period.ts";
import { converted, isDivisible, rounded, unitsBetween } from "./span.ts";

/** What flows from one operation to the next. */
type Value = Moment | number | boolean | string;

interface Place {
  /** Where in the config: `steps[2] (difference)`. */
  readonly text: string;
  readonly scope: Scope;
}

export function runPipeline({ input, steps }: DateConfig, scope: Scope): Json {
  let value = inputOf(input ? (input.evaluate(scope) ?? null) : undefined, scope);
  for (const [index, operation] of steps.entries())
    value = apply(operation, value, { text: `steps[${index}] (${operation.do})`, scope });
  return typeof value === "object" ? writeMoment(value) : value;
}

function inputOf(value: Json | undefined, scope: Scope): Value {
  const { timeZone } = scope;
  if (value === undefined) return { instant: scope.now, isDate: false, timeZone, isZoned: false };
  if (typeof value === "number") return value;
  return readMoment(value, timeZone) ?? fail("input", `${shown(value)} is given; ${noDate}`);
}

function apply(operation: DateOperation, value: Value, place: Place): Value {
  switch (operation.do) {
    case "from_timestamp":
      return fromTimestamp(operation, numberOf(value, place), place);
    case "convert": {
      const { from, to, round } = operation;
      return rounded(converted(numberOf(value, place), from, to), round);
    }
    default:
      return applyToMoment(operation, momentOf(value, place), place);
  }
}

type NumberOperation = "from_timestamp" | "convert";
type MomentOperation = Exclude<DateOperation, { readonly do: NumberOperation }>;
type Operation<Name extends DateOperation["do"]> = Extract<DateOperation, { readonly do: Name }>;

function applyToMoment(operation: MomentOperation, moment: Moment, place: Place): Value {
  switch (operation.do) {
    case "add":
      return moved(moment, amountOf(operation, place), operation.unit, place);
    case "subtract":
      return moved(moment, -amountOf(operation, place), operation.unit, place);
    case "difference":
      return difference(operation, moment, place);
    case "part":
      return partOf(moment, operation.part);
    case "start_of":
      return startOf(moment, operation.unit);
    case "end_of":
      return endOf(moment, operation.unit);
    case "is_leap_year":
      return isLeapYear(moment);
    case "format":
      return formatted(operation, moment, place);
    case "timestamp":
      return operation.unit === "millisecond" ? moment.instant : Math.floor(moment.instant / 1000);
    case "time_zone":
      return inZone(operation, moment, place);
  }
}

function amountOf({ amount }: Operation<"add" | "subtract">, { text, scope }: Place): number {
  return amount.evaluate(scope) ?? fail(text, "amount is missing; a number is needed");
}

function moved(moment: Moment, amount: number, unit: CalendarUnit, { text }: Place): Moment {
  if (!Number.isInteger(amount) && !isDivisible(unit))
    return fail(text, `amount is ${amount}; of the unit ${unit} a whole number is needed`);
  return later(moment, amount, unit) ?? fail(text, outside);
}

const outside = "the date lies outside of the years 1 to 9999";

function difference(operation: Operation<"difference">, moment: Moment, place: Place): number {
  const { to, unit, absolute, round } = operation;
  const { text, scope } = place;
  const { instant, timeZone } = moment;
  const other = to ? (to.evaluate(scope) ?? null) : undefined;
  // Without an offset it is read in the workflow's zone, as the input is.
  const end = other === undefined ? scope.now : readMoment(other, scope.timeZone)?.instant;
  if (end === undefined) return fail(text, `to is ${shown(other ?? null)}; ${noDate}`);
  const units = unitsBetween([instant, end], unit, timeZone);
  return rounded(absolute ? Math.abs(units) : units, round);
}

function formatted({ format }: Operation<"format">, moment: Moment, { scope }: Place): string {
  return formatDate(moment.instant, format.evaluate(scope) ?? "", moment.timeZone);
}

/** The same instant, seen in another zone by all that follows. */
function inZone(operation: Operation<"time_zone">, moment: Moment, { text, scope }: Place): Moment {
  const timeZone = operation.timeZone.evaluate(scope) ?? "";
  if (!isTimeZone(timeZone))
    return fail(text, `timeZone is "${timeZone}"; an IANA zone such as Europe/Berlin is needed`);
  return { ...moment, timeZone, isDate: false, isZoned: true };
}

function fromTimestamp(
  { unit }: Operation<"from_timestamp">,
  value: number,
  { text, scope }: Place,
): Moment {
  const instant = Math.floor(unit === "millisecond" ? value : value * 1000);
  const moment = { instant, isDate: false, timeZone: scope.timeZone, isZoned: false };
  return isWritable(moment) ? moment : fail(text, `${value} is given; ${outside}`);
}

function momentOf(value: Value, { text }: Place): Moment {
  if (typeof value === "object") return value;
  return fail(text, `${shown(value)} is given; ${noDate}`);
}

function numberOf(value: Value, { text }: Place): number {
  if (typeof value === "number") return value;
  return fail(text, "a date is given; a number is needed");
}

const shownMax = 60;

function shown(value: Json): string {
  if (typeof value !== "object" && value !== "") return JSON.stringify(value).slice(0, shownMax);
  return value === "" ? "an empty text" : describeType(typeOfJson(value));
}

function fail(where: string, what: string): never {
  throw new StepError({ code: "invalid_value", message: `${where}: ${what}.` });
}
