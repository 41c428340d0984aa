/* Times in words: relative up to seven days, then the date. */

const steps = [
  ["second", 60],
  ["minute", 60],
  ["hour", 24],
  ["day", 7],
] as const;

/** `5 min. ago`, `yesterday`, `12 Nov 2026`. */
export function timeWords(at: Date, now: Date, language: string): string {
  let amount = (at.getTime() - now.getTime()) / 1000;
  const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto", style: "short" });
  for (const [unit, size] of steps) {
    // Seconds that tick by are of no use to anybody.
    if (Math.abs(amount) < size)
      return relative.format(unit === "second" ? 0 : Math.trunc(amount), unit);
    amount /= size;
  }
  return new Intl.DateTimeFormat(language, { dateStyle: "medium" }).format(at);
}

/** To the second, with the time zone. */
export function exactTime(at: Date, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: "full", timeStyle: "long" }).format(at);
}

/** `14:03:07`. */
export function clockTime(at: Date, language: string): string {
  return new Intl.DateTimeFormat(language, { timeStyle: "medium" }).format(at);
}

/** `22 Nov 2026, 14:03`: a moment between others. */
export function momentWords(at: Date, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" }).format(at);
}
