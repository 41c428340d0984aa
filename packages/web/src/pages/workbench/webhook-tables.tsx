import { ShieldCheck } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../api/call.ts";
import { useRead } from "../../api/queries.ts";
import { Badge } from "../../ui/badge.tsx";
import { type DataColumn, DataTable } from "../../ui/data-table.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { JsonButton } from "../../ui/json-dialog.tsx";
import { Time } from "../../ui/time.tsx";
import { EventTable } from "../events/event-table.tsx";
import { WorkflowName } from "../runs/list/run-columns.tsx";

const received = { type: "webhook.received" };
const lookMs = 5000;

/** Deliveries that were taken, and those that were turned away. */
export function WebhookTables() {
  const { t } = useTranslation("workbench");
  return (
    <>
      <h2 className="px-4 pt-4 pb-2 text-panel font-semibold">{t("refused")}</h2>
      <RefusedTable />
      <h2 className="border-t border-line px-4 pt-4 pb-2 text-panel font-semibold">
        {t("received")}
      </h2>
      <EventTable filter={received} />
    </>
  );
}

type Refused = Answer<"listRefusedWebhooks">["items"][number] & { readonly id: string };

function RefusedTable() {
  const { t } = useTranslation("workbench");
  const { data } = useRead("listRefusedWebhooks", {}, { refetchMs: lookMs });
  // They have no ids: counted from the oldest, they keep them while new ones come.
  const items = useMemo(() => {
    const all = data?.items ?? [];
    return all.map((one, index): Refused => ({ ...one, id: `${one.at} ${all.length - index}` }));
  }, [data]);
  const columns = useRefusedColumns();
  return (
    <DataTable
      label={t("refused")}
      columns={columns}
      items={items}
      empty={
        <EmptyState icon={ShieldCheck} title={t("empty.refused")}>
          {t("empty.refused_text")}
        </EmptyState>
      }
    />
  );
}

function useRefusedColumns(): readonly DataColumn<Refused>[] {
  const { t } = useTranslation("workbench");
  return useMemo(
    () => [
      {
        id: "answer",
        title: t("answer"),
        className: "w-24 max-md:w-auto",
        cell: ({ status }) => <Badge look="bad">{status}</Badge>,
      },
      {
        id: "reason",
        title: t("reason"),
        isRowHeader: true,
        className: "max-md:w-full max-md:max-w-0",
        cell: ({ code, reason }) => <code className="wrap-anywhere">{reason ?? code}</code>,
      },
      {
        id: "workflow",
        title: t("workflow"),
        isWideOnly: true,
        className: "max-w-48",
        cell: ({ workflowId }) => <WorkflowName id={workflowId} />,
      },
      {
        id: "method",
        title: t("method"),
        isWideOnly: true,
        cell: ({ method }) => method,
      },
      {
        id: "address",
        title: t("sender"),
        isWideOnly: true,
        cell: ({ address }) => address ?? "–",
      },
      {
        id: "at",
        title: t("time"),
        className: "w-28 max-md:w-auto whitespace-nowrap",
        cell: ({ at }) => <Time at={at} />,
      },
      {
        id: "json",
        title: t("json"),
        className: "w-14",
        cell: ({ id: _id, ...refused }) => (
          <JsonButton isSmall title={refused.code} value={refused} />
        ),
      },
    ],
    [t],
  );
}
