import { History } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../../api/call.ts";
import { useWrite } from "../../../api/queries.ts";
import { messageOf } from "../../../api/refusal.ts";
import { Button } from "../../../ui/button.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { Select } from "../../../ui/select.tsx";
import { useBuilder } from "../model/builder-store.ts";
import { HindcastRuns } from "./hindcast-runs.tsx";

type Report = Answer<"hindcastWorkflow">;
type HindcastClass = keyof Report["classes"];

const counts = ["20", "100", "1000"] as const;

/** The draft over events of the past: what would have been different. Nothing leaves the machine. */
export function HindcastTab() {
  const { t } = useTranslation("trial");
  const workflowId = useBuilder((state) => state.workflowId);
  const definition = useBuilder((state) => state.definition);
  const [last, setLast] = useState<(typeof counts)[number]>("100");
  const hindcast = useWrite("hindcastWorkflow", { isErrorShown: true });
  const start = (): void =>
    hindcast.mutate({
      params: { id: workflowId },
      body: { definition: definition as never, last: Number(last) },
    });
  return (
    <div className="flex flex-col gap-4 p-4">
      <div className="flex flex-wrap items-end gap-3">
        <Select
          label={t("hindcast.last")}
          value={last}
          onChange={setLast}
          options={counts.map((id) => ({ id, label: t("hindcast.events", { count: Number(id) }) }))}
          className="w-48"
        />
        <Button data-trial-start kind="primary" isPending={hindcast.isPending} onPress={start}>
          <History aria-hidden size={16} />
          {t("hindcast.run")}
        </Button>
        <p className="max-w-xl flex-1 text-small text-ink-3">{t("hindcast.hint")}</p>
      </div>
      {hindcast.isError && <Notice look="error">{messageOf(hindcast.error)}</Notice>}
      {hindcast.data && <ReportView report={hindcast.data} />}
    </div>
  );
}

const looks: Readonly<Partial<Record<HindcastClass, string>>> = {
  identical: "bg-ok",
  not_started: "bg-skip",
  would_succeed: "bg-ok",
  would_fail: "bg-bad",
};

function ReportView({ report }: { readonly report: Report }) {
  const { t } = useTranslation("trial");
  if (report.events === 0) return <p className="text-body text-ink-2">{t("hindcast.none")}</p>;
  const classes = (Object.entries(report.classes) as [HindcastClass, number][]).filter(
    ([, count]) => count > 0,
  );
  const share = new Intl.NumberFormat(undefined, { style: "percent" }).format(report.assumedShare);
  return (
    <div className="flex flex-col gap-4">
      <div aria-hidden className="flex h-3 overflow-hidden rounded-full bg-sunken">
        {classes.map(([name, count]) => (
          <span
            key={name}
            className={looks[name] ?? "bg-wait"}
            style={{ width: `${(count / report.events) * 100}%` }}
          />
        ))}
      </div>
      <ul className="flex flex-wrap gap-x-5 gap-y-1.5">
        {classes.map(([name, count]) => (
          <li key={name} className="flex items-center gap-1.5 text-body">
            <span aria-hidden className={`size-2.5 rounded-full ${looks[name] ?? "bg-wait"}`} />
            <strong className="font-semibold tabular-nums">{count}</strong>
            {t(`class.${name}`)}
          </li>
        ))}
      </ul>
      <p className="text-small text-ink-3">
        {t("hindcast.assumed", { share })}
        {report.skipped > 0 && ` ${t("hindcast.skipped", { count: report.skipped })}`}
      </p>
      <HindcastRuns report={report} />
    </div>
  );
}
