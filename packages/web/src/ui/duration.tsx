import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { durationWords } from "./duration-words.ts";

interface Props {
  /** ISO 8601; nothing is shown before it has begun. */
  readonly from: string | null;
  /** Null while it goes on. */
  readonly to: string | null;
}

/** How long something took, or takes so far. */
export function Duration({ from, to }: Props) {
  const { i18n } = useTranslation();
  const now = useNow(from !== null && to === null);
  if (from === null) return <>–</>;
  const end = to === null ? now : Date.parse(to);
  return <>{durationWords(end - Date.parse(from), i18n.language)}</>;
}

/** Moves on once a second while it is asked to. */
export function useNow(isMoving: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!isMoving) return undefined;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [isMoving]);
  return now;
}
