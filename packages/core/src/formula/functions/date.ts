import {
  daysInMonth,
  instantIn,
  localTime,
  type LocalTime,
  parseInstant,
  utcInstant,
  weekday,
  dateIn,
  formatInstant,
} from "../../instant.ts";
import { dateTimeType, dateType, numberType } from "../../type.ts";
import {
  addMonths,
  addToDate,
  calendarUnits,
  type CalendarUnit,
  differenceOf,
  isoDate,
  type Span,
  write,
} from "../calendar.ts";
import { wholeNumber } from "../decimal.ts";
import { type Call, callError, defineFunction, type FormulaFunction } from "../function-type.ts";
import { anyDate, dateArgument, numberArgument, optional, wordArgument } from "../parameter.ts";

/** Functions of dates, which are ISO 8601 text; the zone and the clock are the scope's. */

const date = dateArgument("date");
const months = numberArgument("months");
const year = numberArgument("year");
const month = numberArgument("month");
const day = numberArgument("day");

/** Singular, plural and the letters of DATEDIF. */
const unitWords = [
  ...calendarUnits,
  ...calendarUnits.map((unit) => `${unit}s` as const),
  "y",
  "m",
  "d",
] as const;
const unit = wordArgument("unit", unitWords, calendarUnits);

export const dateFunctions: readonly FormulaFunction[] = [
  defineFunction({
    name: "NOW",
    parameters: [],
    result: dateTimeType,
    summary: "The date and time at which the step runs; the same when the run is replayed.",
    example: ["NOW()", "2026-03-29T12:34:56.000Z"],
    evaluate: (_, { evaluation }) => formatInstant(evaluation.scope.now),
  }),
  defineFunction({
    name: "TODAY",
    parameters: [],
    result: dateType,
    summary: "The date of NOW in the workflow's time zone.",
    example: ["TODAY()", "2026-03-29"],
    evaluate: (_, { evaluation: { scope } }) => dateIn(scope.now, scope.timeZone),
  }),
  defineFunction({
    name: "DATE",
    parameters: [year, month, day],
    result: dateType,
    summary: "A date; months and days beyond their range run on into the next or previous ones.",
    example: ["DATE(2026, 14, 1)", "2027-02-01"],
    evaluate: ([year, month, day], call) =>
      written(instantFrom([year, month, day], call), true, call),
  }),
  defineFunction({
    name: "DATETIME",
    parameters: [
      year,
      month,
      day,
      numberArgument("hour"),
      numberArgument("minute"),
      optional(numberArgument("second")),
    ],
    result: dateTimeType,
    summary: "A date and time of the workflow's time zone, written in UTC.",
    example: ["DATETIME(2026, 1, 31, 8, 30)", "2026-01-31T07:30:00.000Z"],
    evaluate: ([year, month, day, hour, minute, second = 0], call) => {
      const local = localTime(instantFrom([year, month, day, hour, minute, second], call), "UTC");
      return written(instantIn(local, call.evaluation.scope.timeZone), false, call);
    },
  }),
  ...partFunctions(),
  defineFunction({
    name: "WEEKDAY",
    parameters: [date, optional(numberArgument("firstDay"))],
    result: numberType,
    summary:
      "The day of the week, 1 to 7: from Sunday, or from Monday where the second value is 2.",
    example: ['WEEKDAY("2026-03-29", 2)', 7],
    evaluate: ([date, firstDay = 1], call) => {
      if (firstDay !== 1 && firstDay !== 2)
        throw callError(call, "firstDay must be 1 (Sunday) or 2 (Monday)");
      const fromSunday = weekday(instantOf(date, call), call.evaluation.scope.timeZone);
      return firstDay === 1 ? fromSunday + 1 : ((fromSunday + 6) % 7) + 1;
    },
  }),
  defineFunction({
    name: "DATEADD",
    parameters: [date, numberArgument("amount"), unit],
    result: anyDate,
    summary:
      "So much later (or earlier) in years, quarters, months, weeks, days, hours, minutes, seconds.",
    example: ['DATEADD("2026-01-31", 1, "month")', "2026-02-28"],
    evaluate: ([date, amount, unit], call) => added(date, { amount, unit: unitOf(unit) }, call),
  }),
  ...["DATEDIF", "DATEDIFF"].map((name) =>
    defineFunction({
      name,
      parameters: [dateArgument("start"), dateArgument("end"), unit],
      result: numberType,
      summary: "How many whole units lie between two dates; negative where the end comes first.",
      example: [`${name}("2026-01-31", "2026-03-01", "days")`, 29],
      evaluate: ([start, end, unit], call) => {
        const range = [instantOf(start, call), instantOf(end, call)] as const;
        return differenceOf(range, unitOf(unit), call.evaluation.scope.timeZone);
      },
    }),
  ),
  defineFunction({
    name: "EDATE",
    parameters: [date, months],
    result: anyDate,
    summary:
      "The same day so many months later; the last day of the month where it has no such day.",
    example: ['EDATE("2026-10-31", 1)', "2026-11-30"],
    evaluate: ([date, months], call) => added(date, { amount: months, unit: "month" }, call),
  }),
  defineFunction({
    name: "EOMONTH",
    parameters: [date, optional(months)],
    result: dateType,
    summary: "The last day of the month that is so many months later (default 0).",
    example: ['EOMONTH("2026-01-15", 1)', "2026-02-28"],
    evaluate: ([date, months = 0], call) => {
      const local = localTime(instantOf(date, call), call.evaluation.scope.timeZone);
      const first = { ...midnight, year: local.year, month: local.month };
      const shifted = localTime(
        checked(addMonths(first, wholeNumber(months, "months", call)), call),
        "UTC",
      );
      return written(utcInstant({ ...shifted, day: daysInMonth(shifted) }), true, call);
    },
  }),
];

const midnight = { day: 1, hour: 0, minute: 0, second: 0, millisecond: 0 } as const;

function partFunctions(): readonly FormulaFunction[] {
  const parts: readonly (readonly [string, keyof LocalTime, string, number])[] = [
    ["YEAR", "year", "year", 2026],
    ["MONTH", "month", "month, 1 to 12,", 3],
    ["DAY", "day", "day of the month", 29],
    ["HOUR", "hour", "hour, 0 to 23,", 14],
    ["MINUTE", "minute", "minute", 30],
    ["SECOND", "second", "second", 15],
  ];
  return parts.map(([name, part, words, result]) =>
    defineFunction({
      name,
      parameters: [date],
      result: numberType,
      summary: `The ${words} of a date in the workflow's time zone.`,
      example: [`${name}("2026-03-29T12:30:15Z")`, result],
      evaluate: ([date], call) =>
        localTime(instantOf(date, call), call.evaluation.scope.timeZone)[part],
    }),
  );
}

export function instantOf(text: string, call: Call): number {
  const instant = parseInstant(text, call.evaluation.scope.timeZone);
  if (instant === undefined)
    throw callError(call, "a date such as 2026-03-29 or 2026-03-29T12:30:00Z is needed");
  return instant;
}

function unitOf(word: (typeof unitWords)[number]): CalendarUnit {
  if (word === "y") return "year";
  if (word === "m") return "month";
  return calendarUnits.find((unit) => word === unit || word === `${unit}s`) ?? "day";
}

function added(text: string, span: Span, call: Call): string {
  wholeNumber(span.amount, "the amount", call);
  const { timeZone } = call.evaluation.scope;
  const isDate = isoDate.test(text);
  return outside(addToDate(instantOf(text, call), span, { isDate, timeZone }), call);
}

/** Parts beyond their range run on: month 14 is February of the next year. */
function instantFrom(parts: readonly number[], call: Call): number {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts.map((part) =>
    wholeNumber(part, "every part of a date", call),
  );
  const first = checked(addMonths({ ...midnight, year, month: 1 }, month - 1), call);
  const ms = (((day - 1) * 24 + hour) * 60 + minute) * 60_000 + second * 1000;
  return checked(first + ms, call);
}

function checked(instant: number, call: Call): number {
  outside(write(instant, false), call);
  return instant;
}

function written(instant: number, isDate: boolean, call: Call): string {
  return outside(write(instant, isDate), call);
}

function outside(text: string | undefined, call: Call): string {
  if (text === undefined) throw callError(call, "the date lies outside of the years 1 to 9999");
  return text;
}
