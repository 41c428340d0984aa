import { useTranslation } from "react-i18next";
import { useNow } from "./now.ts";
import { clockTime, exactTime, timeWords } from "./time-words.ts";

interface Props {
  /** ISO 8601. */
  readonly at: string;
  readonly className?: string;
}

/** When: in words, with the exact time for who points at it. */
export function Time({ at, className }: Props) {
  const { i18n } = useTranslation();
  const date = new Date(at);
  const now = useNow();
  return (
    <time dateTime={at} title={exactTime(date, i18n.language)} className={className}>
      {timeWords(date, now, i18n.language)}
    </time>
  );
}

/** At what time of the day, to the second: for what happened within minutes. */
export function ClockTime({ at, className }: Props) {
  const { i18n } = useTranslation();
  const date = new Date(at);
  return (
    <time dateTime={at} title={exactTime(date, i18n.language)} className={className}>
      {clockTime(date, i18n.language)}
    </time>
  );
}
