import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { durationWords } from "../../ui/duration-words.ts";
import { Duration, useNow } from "../../ui/duration.tsx";
import type { RunSummary } from "./list/run-summary.ts";
import { ownPart, ownStart } from "./model/own-start.ts";
import type { StepRun } from "./model/step-run-tree.ts";
import { useRunLook } from "./view/run-context.ts";

interface RunProps {
  readonly run: Pick<RunSummary, "startedAt" | "createdAt" | "endedAt" | "rerunOf">;
}

/** How long a run took; of a resumed one its own part, with the whole for who points at it. */
export function RunDuration({ run }: RunProps) {
  return <OwnDuration whole={run.startedAt} own={ownStart(run)} to={run.endedAt} />;
}

/** How long a step took in the run that is looked at. */
export function StepDuration({ stepRun }: { readonly stepRun: StepRun }) {
  const { run } = useRunLook();
  return <OwnDuration whole={stepRun.startedAt} own={ownPart(stepRun, run)} to={stepRun.endedAt} />;
}

interface Props {
  /** From when the whole counts. */
  readonly whole: string | null;
  readonly own: string | null;
  readonly to: string | null;
}

function OwnDuration({ whole, own, to }: Props) {
  const part = <Duration from={own} to={to} />;
  if (whole === null || whole === own) return part;
  return (
    <WithWhole from={whole} to={to}>
      {part}
    </WithWhole>
  );
}

interface WholeProps {
  readonly from: string;
  readonly to: string | null;
  readonly children: ReactNode;
}

function WithWhole({ from, to, children }: WholeProps) {
  const { t, i18n } = useTranslation("runs");
  const now = useNow(to === null);
  const ms = (to === null ? now : Date.parse(to)) - Date.parse(from);
  return (
    <span title={t("since_first_start", { length: durationWords(ms, i18n.language) })}>
      {children}
    </span>
  );
}
