import {
  type ConfigIssue,
  dateTimeType,
  defineTrigger,
  isTimeZone,
  numberType,
  objectOf,
  parseInstant,
} from "@stepwell/core";
import { z } from "zod";
import { nextOccurrence } from "./occurrences.ts";
import { readCron } from "./recurrence.ts";
import { compileSchedule } from "./schedule.ts";
import { triggerSchedule } from "./trigger-schedule.ts";

const time = z
  .string()
  .refine((text) => parseInstant(text, "UTC") !== undefined, {
    message: "a date or a date and time in ISO 8601 is needed, such as 2026-03-29T08:00",
  })
  .meta({ ui: "date_time" });

const cronText = z
  .string()
  .max(200)
  .superRefine((text, context) => {
    const read = readCron(text);
    if (!read.ok) context.addIssue({ code: "custom", message: read.message });
  });

const always = {
  timeZone: z
    .string()
    .refine(isTimeZone, { message: "an IANA time zone is needed, such as Europe/Berlin" })
    .optional()
    .meta({
      title: "Time zone",
      description: "The workflow's, where none is given",
      ui: "time_zone",
    }),
  missed: z.enum(["skip", "latest", "all"]).default("latest").meta({ title: "Missed times" }),
};

const repeated = {
  ...always,
  end: time.optional().meta({ title: "End" }),
  limit: z.int().min(1).max(1e9).optional().meta({ title: "Number of runs" }),
  gap: z.enum(["first_valid", "skip"]).optional().meta({ title: "Times that the clock skips" }),
  overlap: z.enum(["first", "both"]).optional().meta({ title: "Times that come twice" }),
};

const units = ["seconds", "minutes", "hours", "days", "weeks", "months"] as const;

export const scheduleConfig = z.discriminatedUnion("mode", [
  z.strictObject({ mode: z.literal("once"), at: time.meta({ title: "At" }), ...always }),
  z.strictObject({
    mode: z.literal("every"),
    every: z.strictObject({ amount: z.int().min(1).max(1e9), unit: z.enum(units) }),
    start: time.meta({ title: "Start" }),
    ...repeated,
  }),
  z.strictObject({
    mode: z.literal("cron"),
    cron: cronText.meta({ title: "Cron expression" }),
    start: time.optional().meta({ title: "Start" }),
    ...repeated,
  }),
]);

export type ScheduleConfig = z.output<typeof scheduleConfig>;

const sampleEvent = {
  scheduledAt: "2026-03-02T07:00:00.000Z",
  localTime: "2026-03-02T08:00:00.000+01:00",
  sequence: 1,
};

export const schedule = defineTrigger({
  type: "schedule",
  source: "clock",
  group: "time",
  title: "Schedule",
  summary: "Starts once, every so often, or by a cron expression, in a time zone.",
  icon: "calendar-clock",
  sample: { mode: "cron", cron: "0 8 * * MON-FRI", timeZone: "Europe/Berlin" },
  sampleEvent,
  config: scheduleConfig,
  listens: () => "own",
  output: () =>
    objectOf({ scheduledAt: dateTimeType, localTime: dateTimeType, sequence: numberType }),
  schedule: triggerSchedule,
  sampleData: () => sampleEvent,
  warnings,
});

/** 2 January of the year 1: before everything that a schedule can name. */
const beginning = -62_135_510_400_000;

function warnings(config: ScheduleConfig): readonly ConfigIssue[] {
  if (nextOccurrence(compileSchedule(config, "UTC"), beginning)) return [];
  return [{ path: ["end"], message: "this schedule never comes: it ends before its first time" }];
}
