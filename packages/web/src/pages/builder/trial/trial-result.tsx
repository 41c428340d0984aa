import { findStep, type Json } from "@stepwell/core";
import { useTranslation } from "react-i18next";
import { useFailureWords } from "../../../i18n/failure-words.ts";
import { DataView } from "../../../ui/data-view.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { StatusBadge, StatusIcon } from "../../../ui/status-badge.tsx";
import { Badge } from "../../../ui/badge.tsx";
import { useBuilder, useBuilderStore } from "../model/builder-store.ts";
import { useStepTexts } from "../model/step-texts.ts";
import type { Trial } from "./trial-store.ts";

/** How the test ended, what each step gave, and what it would have done outside. */
export function TrialResult({ trial }: { readonly trial: Trial }) {
  const { t } = useTranslation("trial");
  const sayFailure = useFailureWords();
  return (
    <div className="flex flex-col gap-4">
      <p className="flex flex-wrap items-center gap-2">
        <StatusBadge status={trial.status} />
        {trial.message !== null && (
          <span className="text-body text-ink-2 first-letter:uppercase">
            {sayFailure(trial.message)}
          </span>
        )}
      </p>
      {trial.error && (
        <Notice look="error" title={trial.error.code}>
          <span className="block first-letter:uppercase">{sayFailure(trial.error.message)}</span>
        </Notice>
      )}
      <StepRuns stepRuns={trial.stepRuns} />
      {trial.effects.length > 0 && <Effects effects={trial.effects} />}
      {trial.response !== null && <Value label={t("result.response")} value={trial.response} />}
      {trial.output !== null && <Value label={t("result.output")} value={trial.output} />}
    </div>
  );
}

function Value({ label, value }: { readonly label: string; readonly value: Json }) {
  return (
    <section className="flex flex-col gap-1.5">
      <h3 className="text-node font-semibold">{label}</h3>
      <DataView label={label} value={value} />
    </section>
  );
}

function StepRuns({ stepRuns }: Pick<Trial, "stepRuns">) {
  const { t } = useTranslation("trial");
  const store = useBuilderStore();
  const titleOf = useTitleOf();
  if (stepRuns.length === 0) return <p className="text-body text-ink-3">{t("result.no_steps")}</p>;
  return (
    <ol aria-label={t("result.steps")} className="flex flex-wrap gap-1.5">
      {stepRuns.map(({ id, stepId, status, output }) => (
        <li key={id}>
          <button
            type="button"
            title={JSON.stringify(output)?.slice(0, 300)}
            onClick={() => store.getState().select(stepId, true)}
            className="flex h-7 items-center gap-1.5 rounded-full border border-line px-2.5 text-small hover:bg-sunken"
          >
            <span
              className={
                status === "failed" ? "text-bad" : status === "succeeded" ? "text-ok" : "text-ink-2"
              }
            >
              <StatusIcon status={status} size={12} />
            </span>
            <span className="max-w-60 truncate">{titleOf(stepId)}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}

/** How a step is called; one that was deleted since by its id. */
function useTitleOf(): (stepId: string) => string {
  const definition = useBuilder((state) => state.definition);
  const { stepTitle } = useStepTexts();
  return (stepId) => {
    const step = findStep(definition, stepId)?.step;
    return step ? stepTitle(step) : stepId;
  };
}

function Effects({ effects }: Pick<Trial, "effects">) {
  const { t } = useTranslation("trial");
  const titleOf = useTitleOf();
  return (
    <section className="flex flex-col gap-2">
      <h3 className="text-node font-semibold">{t("result.effects")}</h3>
      <ul className="flex flex-col gap-1.5">
        {effects.map(({ path, stepId, type, request, source }) => (
          <li key={path} className="flex flex-wrap items-center gap-2 text-body">
            <Badge look={source === "performed" ? "ok" : "neutral"}>{t(`effect.${source}`)}</Badge>
            <span title={stepId}>{titleOf(stepId)}</span>
            <span className="min-w-0 truncate text-ink-2">{wordsOf(type, request)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function wordsOf(type: string, request: unknown): string {
  const { method, url } = (request ?? {}) as { method?: unknown; url?: unknown };
  if (typeof method === "string" && typeof url === "string") return `${method} ${url}`;
  return `${type} ${JSON.stringify(request).slice(0, 160)}`;
}
