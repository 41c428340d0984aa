import { Folder } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Badge } from "../../../ui/badge.tsx";
import type { DataColumn } from "../../../ui/data-table.tsx";
import { StatusIcon } from "../../../ui/status-badge.tsx";
import { Time } from "../../../ui/time.tsx";
import type { WorkflowSummary } from "./all-workflows.ts";
import { SuccessBars } from "./success-bars.tsx";
import { TriggerName } from "./trigger-name.tsx";
import { WorkflowBadge } from "./workflow-badge.tsx";

type Column = DataColumn<WorkflowSummary>;

export function useColumns(): readonly Column[] {
  const { t } = useTranslation("workflows");
  return [
    {
      id: "name",
      title: t("column.name"),
      isRowHeader: true,
      cell: (item) => <NameCell item={item} />,
    },
    { id: "status", title: t("column.status"), cell: (item) => <WorkflowBadge workflow={item} /> },
    {
      id: "trigger",
      title: t("column.trigger"),
      isWideOnly: true,
      cell: ({ trigger }) => <TriggerName type={trigger.type} />,
    },
    {
      id: "last_run",
      title: t("column.last_run"),
      isWideOnly: true,
      cell: ({ stats }) => <LastRun stats={stats} />,
    },
    {
      id: "success",
      title: t("column.success"),
      isWideOnly: true,
      cell: ({ stats }) => stats && <SuccessBars days={stats.days} />,
    },
    {
      id: "updated",
      title: t("column.updated"),
      isWideOnly: true,
      className: "whitespace-nowrap text-ink-2",
      cell: ({ updatedAt }) => <Time at={updatedAt} />,
    },
  ];
}

function NameCell({ item: { name, folder, tags } }: { readonly item: WorkflowSummary }) {
  return (
    <span className="flex min-w-40 flex-col gap-1 py-1">
      <span dir="auto" className="text-body font-medium">
        {name}
      </span>
      {(folder !== null || tags.length > 0) && (
        <span className="flex flex-wrap items-center gap-1.5 text-small text-ink-3">
          {folder !== null && (
            <span className="inline-flex items-center gap-1">
              <Folder aria-hidden size={12} />
              {folder}
            </span>
          )}
          {tags.map((tag) => (
            <Badge key={tag}>{tag}</Badge>
          ))}
        </span>
      )}
    </span>
  );
}

const looks = { succeeded: "text-ok", failed: "text-bad" } as const;

function LastRun({ stats }: Pick<WorkflowSummary, "stats">) {
  const { t } = useTranslation();
  const last = stats?.lastRun;
  if (!last) return stats && <span className="text-ink-3">{t("never")}</span>;
  const look = last.status === "succeeded" || last.status === "failed" ? looks[last.status] : "";
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <span className={look}>
        <StatusIcon status={last.status} />
      </span>
      <span className="sr-only">{t(`status.${last.status}`)},</span>
      <Time at={last.at} />
    </span>
  );
}
