import {
  calendarUnits,
  type Expression,
  hasTemplate,
  isTimeZone,
  parseInstant,
  textField,
  textType,
  typedField,
  valueField,
} from "@stepwell/core";
import { z } from "zod";
import { parts } from "./period.ts";
import { isDivisible, roundings } from "./span.ts";

const unit = z.enum(calendarUnits);
const one = valueField(z.number()).parse(1);
const amount = valueField(z.number()).default(() => one);
const stamp = z.enum(["second", "millisecond"]).default("second");
const round = z.enum(roundings).default("none");
const date = typedField(textType).meta({ ui: "date_time" });

/** A text without variables is looked at once, when the step is checked. */
export function checkLiteral(
  field: Expression<unknown> | undefined,
  fits: (text: string) => boolean,
  refuse: () => void,
): void {
  const source = field?.source;
  if (typeof source === "string" && !hasTemplate(source) && !fits(source)) refuse();
}

export const isDateText = (text: string): boolean => parseInstant(text, "UTC") !== undefined;
export const noDate = "a date such as 2026-03-29 or 2026-03-29T12:30:00Z is needed";

const isoFormat = textField().parse("yyyy-mm-dd");
const moved = { amount, unit: unit.default("day") };

export const operation = z
  .discriminatedUnion("do", [
    z.strictObject({ do: z.literal("add"), ...moved }),
    z.strictObject({ do: z.literal("subtract"), ...moved }),
    z.strictObject({
      do: z.literal("difference"),
      to: date.optional().meta({ title: "To", description: "A date; now where none is given" }),
      unit: unit.default("day"),
      absolute: z.boolean().default(false),
      round,
    }),
    z.strictObject({ do: z.literal("part"), part: z.enum(parts).default("day") }),
    z.strictObject({ do: z.literal("start_of"), unit: unit.default("day") }),
    z.strictObject({ do: z.literal("end_of"), unit: unit.default("day") }),
    z.strictObject({ do: z.literal("is_leap_year") }),
    z.strictObject({ do: z.literal("format"), format: textField().default(() => isoFormat) }),
    z.strictObject({ do: z.literal("timestamp"), unit: stamp }),
    z.strictObject({ do: z.literal("from_timestamp"), unit: stamp }),
    z.strictObject({ do: z.literal("convert"), from: unit, to: unit, round }),
    z.strictObject({ do: z.literal("time_zone"), timeZone: textField() }),
  ])
  .superRefine((given, context) => {
    const refuse = (path: string, message: string): void =>
      context.addIssue({ code: "custom", path: [path], message });
    if (given.do === "difference") checkLiteral(given.to, isDateText, () => refuse("to", noDate));
    if (given.do === "time_zone")
      checkLiteral(given.timeZone, isTimeZone, () =>
        refuse("timeZone", "an IANA time zone is needed, such as Europe/Berlin"),
      );
    if (given.do === "add" || given.do === "subtract") {
      const { source } = given.amount;
      const isBroken = typeof source === "number" && !Number.isInteger(source);
      if (isBroken && !isDivisible(given.unit))
        refuse("amount", `a whole number is needed for the unit ${given.unit}`);
    }
  });

export type DateOperation = z.output<typeof operation>;
