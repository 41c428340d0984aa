import { type CountSpan, type EndedRunCount, type RunStatus, unitMs } from "@stepwell/core";

/* Counts of ended runs, made into rows of equal spans: also those in which nothing has ended. */

export type Outcomes = {
  readonly [Status in "succeeded" | "failed" | "canceled" | "rejected"]: number;
};

export interface Bucket extends Outcomes {
  readonly start: number;
}

/** The last days: by the hour where it is one, else by UTC days. The last hour or day is not over. */
export function spanOf(days: number, now: number): CountSpan {
  const bucket = days === 1 ? "hour" : "day";
  const sizeMs = sizeOf(bucket);
  const lastStart = Math.floor(now / sizeMs) * sizeMs;
  const to = lastStart + sizeMs;
  return { from: to - days * unitMs.days, to, bucket };
}

/** UTC days, whatever their number. */
export function daySpanOf(days: number, now: number): CountSpan {
  const to = (Math.floor(now / unitMs.days) + 1) * unitMs.days;
  return { from: to - days * unitMs.days, to, bucket: "day" };
}

export function bucketsOf(
  { from, to, bucket }: CountSpan,
  counts: readonly EndedRunCount[],
): readonly Bucket[] {
  const sizeMs = sizeOf(bucket);
  const byStart = Map.groupBy(counts, ({ start }) => start);
  return Array.from({ length: (to - from) / sizeMs }, (_, index) => {
    const start = from + index * sizeMs;
    return { start, ...outcomesOf(byStart.get(start) ?? []) };
  });
}

export function outcomesOf(counts: readonly EndedRunCount[]): Outcomes {
  const sum = (status: RunStatus): number =>
    counts.reduce((all, one) => (one.status === status ? all + one.count : all), 0);
  return {
    succeeded: sum("succeeded"),
    failed: sum("failed"),
    canceled: sum("canceled"),
    rejected: sum("rejected"),
  };
}

function sizeOf(bucket: CountSpan["bucket"]): number {
  return unitMs[bucket === "hour" ? "hours" : "days"];
}
