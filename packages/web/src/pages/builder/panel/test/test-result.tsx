import type { Json } from "@stepwell/core";
import { Pin } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../../../api/call.ts";
import { messageOf } from "../../../../api/refusal.ts";
import { Button } from "../../../../ui/button.tsx";
import { Notice } from "../../../../ui/notice.tsx";
import { StatusBadge } from "../../../../ui/status-badge.tsx";
import { useBuilder } from "../../model/builder-store.ts";
import { useKeep } from "../../samples/use-keep.ts";
import { TemplateField } from "../form/template-field.tsx";

type Trial = Answer<"testStep">;

/** How a test has ended: the words first, then the data. */
export function TestResult({ id, result }: { readonly id: string; readonly result: Trial }) {
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
      {output !== undefined && <Output id={id} output={output} status={result.status} />}
      {stepRun?.log && stepRun.log.length > 0 && (
        <Data label={t("test.log")} value={stepRun.log.join("\n")} />
      )}
    </section>
  );
}

interface OutputProps {
  readonly id: string;
  readonly output: Json;
  readonly status: Trial["status"];
}

function Output({ id, output, status }: OutputProps) {
  const { t } = useTranslation("panel");
  return (
    <>
      <Data label={t("test.output")} value={output} />
      {status === "succeeded" && <Keep id={id} output={output} />}
    </>
  );
}

/** What the step gave becomes what later steps show. */
function Keep({ id, output }: { readonly id: string; readonly output: Json }) {
  const { t } = useTranslation("samples");
  const isReadOnly = useBuilder((state) => state.isReadOnly);
  const { keep, error, isPending } = useKeep(id);
  if (isReadOnly) return null;
  return (
    <>
      <Button isPending={isPending} onPress={() => keep(output)} className="self-start">
        <Pin aria-hidden size={15} />
        {t("keep")}
      </Button>
      {error !== null && <Notice look="error">{messageOf(error)}</Notice>}
    </>
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
