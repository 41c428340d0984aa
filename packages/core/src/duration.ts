import { z } from "zod";

/** Units of a fixed length, in milliseconds. */
export const unitMs = {
  milliseconds: 1,
  seconds: 1000,
  minutes: 60_000,
  hours: 3_600_000,
  days: 86_400_000,
  weeks: 604_800_000,
} as const;

export type DurationUnit = keyof typeof unitMs;

export const durationUnits = Object.keys(unitMs) as [DurationUnit, ...DurationUnit[]];

/** `{ "amount": 5, "unit": "minutes" }`, or a number of milliseconds. */
export type Duration = number | { readonly amount: number; readonly unit: DurationUnit };

export function durationMs(duration: Duration): number {
  return typeof duration === "number" ? duration : duration.amount * unitMs[duration.unit];
}

/** A duration between two bounds in milliseconds. */
export function durationSchema(minMs: number, maxMs: number) {
  const spelled = z.strictObject({ amount: z.number(), unit: z.enum(durationUnits) });
  return z
    .union([z.number(), spelled], {
      error: `a duration is {"amount": 5, "unit": "minutes"} (${durationUnits.join(", ")}) or a number of milliseconds`,
    })
    .refine((duration) => durationMs(duration) >= minMs && durationMs(duration) <= maxMs, {
      message: `a duration between ${minMs} and ${maxMs} milliseconds is needed`,
    })
    .meta({ ui: "duration" });
}
