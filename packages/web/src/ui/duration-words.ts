/* How long something took, in as few words as say it. */

const units = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1000],
] as const;

/** `340 ms`, `2.4 sec`, `3 min 5 sec`, `2 days 4 hr`. */
export function durationWords(durationMs: number, language: string): string {
  const ms = Math.max(0, durationMs);
  if (ms < 1000) return inUnit(Math.round(ms), "millisecond", language);
  if (ms < 10_000) return inUnit(Math.round(ms / 100) / 10, "second", language);
  let rest = Math.round(ms / 1000) * 1000;
  const parts: string[] = [];
  for (const [unit, size] of units) {
    const amount = Math.floor(rest / size);
    rest -= amount * size;
    if (amount > 0) parts.push(inUnit(amount, unit, language));
    // A second, smaller unit is exact enough.
    if (parts.length === 2 || (parts.length === 1 && amount === 0)) break;
  }
  return parts.join(" ");
}

function inUnit(amount: number, unit: string, language: string): string {
  return new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "short" }).format(
    amount,
  );
}
