import type { Answer } from "../../api/call.ts";

export type Overview = Answer<"getOverview">;
type Bucket = Overview["runs"][number];

/** From the foot of a bar to its top. */
export const outcomes = ["succeeded", "rejected", "canceled", "failed"] as const;
export type Outcome = (typeof outcomes)[number];

export function endedIn(bucket: Readonly<Record<Outcome, number>>): number {
  return outcomes.reduce((sum, outcome) => sum + bucket[outcome], 0);
}

export function sumOf(runs: readonly Bucket[], outcome: Outcome): number {
  return runs.reduce((sum, bucket) => sum + bucket[outcome], 0);
}

/** A round number at or above the highest bar, whose half is a whole one: 2, 4, 6, 8, 10, 20 … */
export function roundTop(most: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, most)));
  const factor = [1, 2, 4, 6, 8, 10].find((one) => one * power >= most) ?? 10;
  return factor * power;
}

/** `14:00` in a day, `Mon 16` in a week, `16 Nov` in a month. */
export function bucketName(start: string, { bucket, runs }: Overview, language: string): string {
  const at = new Date(start);
  if (bucket === "hour")
    return new Intl.DateTimeFormat(language, { hour: "numeric", minute: "2-digit" }).format(at);
  // Days are those of UTC.
  const parts =
    runs.length <= 8
      ? ({ weekday: "short", day: "numeric" } as const)
      : ({ day: "numeric", month: "short" } as const);
  return new Intl.DateTimeFormat(language, { ...parts, timeZone: "UTC" }).format(at);
}
