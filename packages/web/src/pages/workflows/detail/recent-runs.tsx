import { useTranslation } from "react-i18next";
import { usePath } from "../../../api/environment.ts";
import { useMay } from "../../../api/me.ts";
import { useRead } from "../../../api/queries.ts";
import { Card } from "../../../ui/card.tsx";
import { DataTable } from "../../../ui/data-table.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { StatusBadge } from "../../../ui/status-badge.tsx";
import { TextLink } from "../../../ui/text-link.tsx";
import { Time } from "../../../ui/time.tsx";

const shownMax = 5;

export function RecentRuns({ workflowId }: { readonly workflowId: string }) {
  const { t } = useTranslation("workflows");
  const at = usePath();
  const may = useMay();
  const { data } = useRead(
    "listRuns",
    { query: { workflow: workflowId, limit: shownMax } },
    { isEnabled: may("runs.read") },
  );
  return (
    <Card
      title={t("detail.recent_runs")}
      isFlush
      actions={
        <TextLink href={at(`/runs?workflow=${workflowId}`)} className="text-node">
          {t("detail.all_runs")}
        </TextLink>
      }
    >
      {!data && <Skeleton rows={3} />}
      {data && (
        <DataTable
          label={t("detail.recent_runs")}
          items={data.items}
          hrefOf={({ id }) => at(`/runs/${id}`)}
          empty={<p className="p-4 text-body text-ink-2">{t("detail.no_runs")}</p>}
          columns={[
            {
              id: "number",
              title: t("detail.run"),
              isRowHeader: true,
              className: "tabular-nums",
              cell: ({ number }) => `#${number}`,
            },
            {
              id: "status",
              title: t("column.status"),
              cell: ({ status }) => <StatusBadge status={status} />,
            },
            {
              id: "version",
              title: t("detail.version"),
              isWideOnly: true,
              cell: ({ version }) => `v${version}`,
            },
            {
              id: "created",
              title: t("detail.created"),
              className: "whitespace-nowrap text-ink-2",
              cell: ({ createdAt }) => <Time at={createdAt} />,
            },
          ]}
        />
      )}
    </Card>
  );
}
