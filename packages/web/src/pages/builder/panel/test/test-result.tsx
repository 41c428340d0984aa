import { useTranslation } from "react-i18next";
import type { Answer } from "../../../../api/call.ts";
import { Notice } from "../../../../ui/notice.tsx";
import { StatusBadge } from "../../../../ui/status-badge.tsx";
import { TemplateField } from "../form/template-field.tsx";

type Trial = Answer<"testStep">;

/** How a test has ended: the words first, then the data. */
export function TestResult({ result }: { readonly result: Trial }) {
  const { t, i18n } = useTranslation("panel");
  const [stepRun] = result.stepRuns;
  const error = stepRun?.error ?? result.error;
  const output = stepRun ? stepRun.output : result.output;
  const simulated = result.effects.filter(({ source }) => source === "assumed");
  const duration = durationOf(stepRun);
  return (
    <section
      aria-label={t("test.result")}
      className="flex flex-col gap-3 border-t border-line pt-4"
    >
      <div className="flex items-center gap-2">
        <h3 className="text-node font-semibold">{t("test.result")}</h3>
        <StatusBadge status={result.status} />
        {duration !== undefined && (
          <span className="text-small text-ink-3 tabular-nums">
            {new Intl.NumberFormat(i18n.language, {
              style: "unit",
              unit: "millisecond",
              unitDisplay: "short",
            }).format(duration)}
          </span>
        )}
      </div>
      {error && <Notice look="error" title={error.message} />}
      {result.status === "waiting" && <Notice>{t("test.waits")}</Notice>}
      {simulated.length > 0 && <Notice>{t("test.simulated")}</Notice>}
      {simulated.map(({ path, request }) => (
        <Data key={path} label={t("test.request")} value={request} />
      ))}
      {output !== undefined && <Data label={t("test.output")} value={output} />}
      {stepRun?.log && stepRun.log.length > 0 && (
        <Data label={t("test.log")} value={stepRun.log.join("\n")} />
      )}
    </section>
  );
}

function durationOf(stepRun: Trial["stepRuns"][number] | undefined): number | undefined {
  if (!stepRun?.endedAt) return undefined;
  return Date.parse(stepRun.endedAt) - Date.parse(stepRun.startedAt);
}

function Data({ label, value }: { readonly label: string; readonly value: unknown }) {
  const text = typeof value === "string" ? value : JSON.stringify(value, null, 2);
  return (
    <TemplateField
      label={label}
      value={text}
      onChange={() => undefined}
      isReadOnly
      isMultiline
      language="json"
      variables="none"
    />
  );
}
