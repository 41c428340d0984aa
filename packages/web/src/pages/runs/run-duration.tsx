import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { durationWords } from "../../ui/duration-words.ts";
import { Duration, useNow } from "../../ui/duration.tsx";
import type { RunSummary } from "./list/run-summary.ts";
import { ownStart } from "./model/own-start.ts";

interface Props {
  readonly run: Pick<RunSummary, "startedAt" | "createdAt" | "endedAt" | "rerunOf">;
}

/** How long a run took; of a resumed one its own part, with the whole for who points at it. */
export function RunDuration({ run }: Props) {
  const { startedAt, endedAt } = run;
  const from = ownStart(run);
  const own = <Duration from={from} to={endedAt} />;
  if (startedAt === null || from === startedAt) return own;
  return (
    <WholeTime from={startedAt} to={endedAt}>
      {own}
    </WholeTime>
  );
}

interface WholeProps {
  readonly from: string;
  readonly to: string | null;
  readonly children: ReactNode;
}

function WholeTime({ from, to, children }: WholeProps) {
  const { t, i18n } = useTranslation("runs");
  const now = useNow(to === null);
  const ms = (to === null ? now : Date.parse(to)) - Date.parse(from);
  return (
    <span title={t("since_first_start", { length: durationWords(ms, i18n.language) })}>
      {children}
    </span>
  );
}
