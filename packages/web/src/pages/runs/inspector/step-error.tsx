import { useTranslation } from "react-i18next";
import { usePath } from "../../../api/environment.ts";
import { useFailureWords } from "../../../i18n/failure-words.ts";
import { LinkButton } from "../../../ui/button.tsx";
import { DataView } from "../../../ui/data-view.tsx";
import { Details } from "../../../ui/details.tsx";
import { Notice } from "../../../ui/notice.tsx";
import type { StepRun } from "../model/step-run-tree.ts";
import { useRunLook } from "../view/run-context.ts";
import { LargeValue } from "./large-value.tsx";

interface Props {
  readonly stepRun: StepRun;
  readonly error: NonNullable<StepRun["error"]>;
}

/** Codes that have a hint of their own; a new one gets the usual words. */
const hinted = [
  "http_status",
  "timeout",
  "network_error",
  "connection_unusable",
  "address_not_allowed",
  "invalid_value",
  "uncertain_effect",
] as const;

/** More may not find room in the lines above. */
const shownLettersMax = 150;

/** What happened, what to do about it, then what is known beside. */
export function StepError({ stepRun, error }: Props) {
  const { t } = useTranslation("runs");
  const at = usePath();
  const sayFailure = useFailureWords();
  const { run } = useRunLook();
  const hint = hinted.find((code) => code === error.code) ?? "other";
  return (
    <div className="flex flex-col gap-2 px-3 pb-3">
      <Notice look="error">
        <strong className="line-clamp-6 font-semibold break-words">
          <span className="block first-letter:uppercase">{sayFailure(error.message)}</span>
        </strong>
        <span>{t(`hint.${hint}`)}</span>
        <code>{error.code}</code>
      </Notice>
      <span className="flex gap-2">
        <LinkButton
          size="small"
          href={at(`/workflows/${run.workflowId}/edit?step=${stepRun.stepId}&run=${run.id}`)}
        >
          {t("repair")}
        </LinkButton>
      </span>
      <ErrorDetails stepRun={stepRun} error={error} />
    </div>
  );
}

function ErrorDetails({ stepRun, error }: Props) {
  const { t } = useTranslation("runs");
  const { run } = useRunLook();
  const label = t("details");
  const bytes = stepRun.large?.error;
  if (bytes !== undefined)
    return (
      <Details summary={label}>
        <LargeValue runId={run.id} of="error" path={stepRun.path} {...{ bytes, label }} root="" />
      </Details>
    );
  const isLong = error.message.length > shownLettersMax;
  const { message, details } = error;
  const known = isLong ? { message, ...(details !== undefined && { details }) } : details;
  if (known === undefined) return null;
  return (
    <Details summary={label}>
      <DataView label={label} value={known} />
    </Details>
  );
}
