/* When a schedule comes next, for a person who may live in another zone than the schedule. */

interface Options {
  readonly language: string;
  /** The schedule's. */
  readonly timeZone: string;
  /** The person's; the browser's, where nothing is said. */
  readonly own?: string;
}

interface OccurrenceWords {
  /** ISO 8601. */
  readonly at: string;
  /** In the schedule's zone. */
  readonly time: string;
  /** In the person's zone, where the clock shows something else there. */
  readonly own?: string;
}

const dayParts = { weekday: "short", day: "numeric", month: "short", year: "numeric" } as const;
const clockParts = { hour: "2-digit", minute: "2-digit" } as const;
/** Beside the whole date of another zone: the day before, or the one after. */
const nearDayParts = { weekday: "short" } as const;

export function occurrenceWords(
  times: readonly string[],
  { language, timeZone, own }: Options,
): readonly OccurrenceWords[] {
  const hasSeconds = times.some((at) => new Date(at).getUTCSeconds() !== 0);
  const clock = hasSeconds ? { ...clockParts, second: "2-digit" as const } : clockParts;
  const writer = (zone: string | undefined, parts: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(language, { ...parts, timeZone: zone });
    return (at: string): string => format.format(new Date(at));
  };
  const [day, ownDay] = [writer(timeZone, dayParts), writer(own, dayParts)];
  const time = writer(timeZone, { ...dayParts, ...clock });
  const ownTime = writer(own, { ...dayParts, ...clock });
  const ownClock = writer(own, clock);
  const ownDayAndClock = writer(own, { ...nearDayParts, ...clock });
  return times.map((at) => {
    const words = { at, time: time(at) };
    if (ownTime(at) === words.time) return words;
    return { ...words, own: ownDay(at) === day(at) ? ownClock(at) : ownDayAndClock(at) };
  });
}
