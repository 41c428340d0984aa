import { findStep } from "@stepwell/core";
import { useTranslation } from "react-i18next";
import { Time } from "../../../ui/time.tsx";
import type { StepRun } from "../model/step-run-tree.ts";
import { useRunLook } from "../view/run-context.ts";

/** How often it was tried, and what comes next. */
export function AttemptsTab({ stepRun }: { readonly stepRun: StepRun }) {
  const { t } = useTranslation("runs");
  const { definition } = useRunLook();
  const { attempts, startedAt, endedAt, nextAt, status } = stepRun;
  const step = definition && findStep(definition, stepRun.stepId)?.step;
  const most = step?.retry?.attempts ?? 1;
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-2 text-node">
      <dt className="text-ink-3">{t("tab.attempts")}</dt>
      <dd className="tabular-nums">
        {t("attempts_of", { attempts, most: Math.max(most, attempts) })}
      </dd>
      <dt className="text-ink-3">{t("first_begun")}</dt>
      <dd>
        <Time at={startedAt} />
      </dd>
      {endedAt !== null && (
        <>
          <dt className="text-ink-3">{t("last_ended")}</dt>
          <dd>
            <Time at={endedAt} />
          </dd>
        </>
      )}
      {nextAt !== undefined && (
        <>
          <dt className="text-ink-3">{t(status === "waiting" ? "goes_on" : "next_attempt")}</dt>
          <dd>
            <Time at={nextAt} />
          </dd>
        </>
      )}
    </dl>
  );
}
