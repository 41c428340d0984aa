import { findStep } from "@stepwell/core";
import { useTranslation } from "react-i18next";
import type { DataColumn } from "../../../ui/data-table.tsx";
import { Duration } from "../../../ui/duration.tsx";
import { PlainTable } from "../../../ui/plain-table.tsx";
import { StatusBadge } from "../../../ui/status-badge.tsx";
import { ClockTime, Time } from "../../../ui/time.tsx";
import { type Attempt, attemptsOf } from "../model/attempts.ts";
import type { StepRun } from "../model/step-run-tree.ts";
import { useRunLook } from "../view/run-context.ts";

/** Each attempt: when, how long, and what became of it; then what comes next. */
export function AttemptsTab({ stepRun }: { readonly stepRun: StepRun }) {
  const { t } = useTranslation("runs");
  const { definition } = useRunLook();
  const { attempts, nextAt, status } = stepRun;
  const step = definition && findStep(definition, stepRun.stepId)?.step;
  const most = Math.max(step?.retry?.attempts ?? 1, attempts);
  const shown = attemptsOf(stepRun);
  return (
    <div className="-mx-3 flex flex-col gap-2 [&_tbody_:is(td,th)]:align-top">
      <p className="px-4 text-small text-ink-2">
        {t("attempts_of", { attempts, most })}
        {shown.length < attempts && ` ${t("attempts_last", { count: shown.length })}`}
      </p>
      <PlainTable label={t("tab.attempts")} columns={useColumns()} items={shown} />
      {nextAt !== undefined && (
        <p className="px-4 text-small text-ink-2">
          {t(status === "waiting" && step?.retry === undefined ? "goes_on" : "next_attempt")}{" "}
          <Time at={nextAt} />
        </p>
      )}
    </div>
  );
}

function useColumns(): readonly DataColumn<Attempt>[] {
  const { t } = useTranslation("runs");
  return [
    {
      id: "number",
      title: t("attempt"),
      cell: ({ number }) => number,
      isRowHeader: true,
      className: "tabular-nums",
    },
    {
      id: "began",
      title: t("first_begun"),
      cell: ({ startedAt }) => <ClockTime at={startedAt} />,
      className: "tabular-nums whitespace-nowrap",
    },
    {
      id: "took",
      title: t("duration"),
      cell: ({ startedAt, endedAt }) => <Duration from={startedAt} to={endedAt} />,
      className: "tabular-nums whitespace-nowrap",
    },
    {
      id: "outcome",
      title: t("outcome"),
      cell: (attempt) => <Outcome attempt={attempt} />,
      className: "w-full",
    },
  ];
}

function Outcome({ attempt: { status, error, nextAt } }: { readonly attempt: Attempt }) {
  const { t } = useTranslation("runs");
  return (
    <div className="flex flex-col items-start gap-1">
      <StatusBadge status={status} />
      {error && (
        <span className="text-small break-words first-letter:uppercase">
          {error.message} <code className="text-ink-3">{error.code}</code>
        </span>
      )}
      {nextAt !== undefined && (
        <span className="text-small text-ink-3">
          {t("next_due")} <ClockTime at={nextAt} />
        </span>
      )}
    </div>
  );
}
