import { CircleCheck } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { usePath } from "../../api/environment.ts";
import { useLive } from "../../api/live.ts";
import { usePages } from "../../api/pages.ts";
import { PageError } from "../../app/problem-page.tsx";
import { type DataColumn, DataTable } from "../../ui/data-table.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { JsonButton } from "../../ui/json-dialog.tsx";
import { ListEnd } from "../../ui/list-end.tsx";
import { LiveNote } from "../../ui/live-note.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useRunColumns } from "../runs/list/run-columns.tsx";
import type { RunSummary } from "../runs/list/run-summary.ts";

/** Runs that failed, each with what it died of. */
export function ErrorTable() {
  const { t } = useTranslation("workbench");
  const at = usePath();
  const own = useRunColumns(true);
  const columns = useMemo(
    (): readonly DataColumn<RunSummary>[] => [
      ...own,
      {
        id: "json",
        title: t("json"),
        className: "w-14",
        cell: (run) => <JsonButton isSmall title={run.id} value={run} />,
      },
    ],
    [own, t],
  );
  const list = usePages("listRuns", {
    query: { status: "failed,rejected" },
  });
  const { items, error, retry } = list;
  const isLive = useLive("runs", ["listRuns"]);
  if (error && !items) return <PageError error={error} reset={retry} />;
  if (!items) return <Skeleton />;
  return (
    <>
      <LiveNote isLive={isLive} />
      <DataTable
        label={t("tab.errors")}
        columns={columns}
        items={items}
        hrefOf={({ id }) => at(`/runs/${id}`)}
        empty={
          <EmptyState icon={CircleCheck} title={t("empty.errors")}>
            {t("empty.errors_text")}
          </EmptyState>
        }
      />
      <ListEnd {...list} />
    </>
  );
}
