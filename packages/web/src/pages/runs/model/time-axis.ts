/*
 * Times on a line from 0 to 1. A pause that is most of the whole is folded: everything else would
 * be a dot beside it. It is a pause only where nothing is at work.
 */

export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

export interface Fold {
  readonly from: number;
  readonly to: number;
  /** Where the folded pause stands on the line. */
  readonly start: number;
  readonly end: number;
}

export interface TimeAxis {
  readonly from: number;
  readonly to: number;
  readonly fold: Fold | undefined;
  at(instant: number): number;
}

const foldedOver = 0.6;
const foldWidth = 0.2;
/** Shorter spans are of no interest to anybody. */
const foldedSpanMinMs = 2000;

/** `instants`: when anything began or ended; `work`: when something was done; in any order. */
export function timeAxis(instants: readonly number[], work: readonly TimeSpan[] = []): TimeAxis {
  const sorted = instants.toSorted((one, other) => one - other);
  const from = sorted[0] ?? 0;
  const to = Math.max(sorted.at(-1) ?? from, from + 1);
  const fold = foldOf(sorted, work);
  return { from, to, fold, at: (instant) => placeOf(instant, { from, to, fold }) };
}

function foldOf(sorted: readonly number[], work: readonly TimeSpan[]): Fold | undefined {
  const from = sorted[0] ?? 0;
  const span = (sorted.at(-1) ?? from) - from;
  if (span < foldedSpanMinMs) return undefined;
  for (const [index, start] of sorted.entries()) {
    const end = sorted[index + 1] ?? start;
    if (end - start <= foldedOver * span) continue;
    if (work.some((one) => one.from < end && one.to > start)) continue;
    const rest = span - (end - start);
    const before = rest === 0 ? 0 : ((start - from) / rest) * (1 - foldWidth);
    return { from: start, to: end, start: before, end: before + foldWidth };
  }
  return undefined;
}

function placeOf(instant: number, { from, to, fold }: Omit<TimeAxis, "at">): number {
  const at = Math.min(to, Math.max(from, instant));
  if (!fold) return (at - from) / (to - from);
  if (at <= fold.from) return share(at, [from, fold.from], [0, fold.start]);
  if (at >= fold.to) return share(at, [fold.to, to], [fold.end, 1]);
  return share(at, [fold.from, fold.to], [fold.start, fold.end]);
}

type Span = readonly [number, number];

function share(at: number, [from, to]: Span, [start, end]: Span): number {
  return to === from ? start : start + ((at - from) / (to - from)) * (end - start);
}
