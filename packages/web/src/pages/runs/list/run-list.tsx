import { Play } from "lucide-react";
import { Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Selection } from "react-aria-components";
import { usePath } from "../../../api/environment.ts";
import { useLive } from "../../../api/live.ts";
import { useMay } from "../../../api/me.ts";
import { usePages } from "../../../api/pages.ts";
import { lazyPart } from "../../../app/lazy-part.tsx";
import { PageError } from "../../../app/problem-page.tsx";
import { LinkButton } from "../../../ui/button.tsx";
import { Card } from "../../../ui/card.tsx";
import { DataTable } from "../../../ui/data-table.tsx";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { ListEnd } from "../../../ui/list-end.tsx";
import { LiveNote } from "../../../ui/live-note.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { useRunColumns } from "./run-columns.tsx";
import { isFiltered, queryOf } from "./run-filter.ts";
import { RunFilters } from "./run-filters.tsx";
import { rememberOrder } from "./run-order.ts";
import type { RunSummary } from "./run-summary.ts";
import { useRunFilter } from "./use-run-filter.ts";

/** For those who choose runs. */
const BulkBar = lazyPart(async () => (await import("./bulk-bar.tsx")).BulkBar);

interface Props {
  /** Only its runs. */
  readonly workflowId?: string;
}

/** Runs, newest first and as they happen; the filter is in the address of the page. */
export function RunList({ workflowId }: Props) {
  const may = useMay();
  const [given, setFilter] = useRunFilter();
  const filter = workflowId === undefined ? given : { ...given, workflow: workflowId };
  const list = usePages("listRuns", {
    query: queryOf(filter),
  });
  const { items, error, retry } = list;
  const isLive = useLive(workflowId === undefined ? "runs" : `workflow:${workflowId}`, [
    "listRuns",
  ]);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => rememberOrder((items ?? []).map(({ id }) => id)), [items]);
  if (error && !items) return <PageError error={error} reset={retry} />;
  return (
    <Card isFlush>
      <RunFilters filter={given} onChange={setFilter} hasWorkflow={workflowId === undefined} />
      <LiveNote isLive={isLive} />
      <Suspense>
        {selected.size > 0 && (
          <BulkBar ids={[...selected]} onClear={() => setSelected(new Set())} />
        )}
      </Suspense>
      {items ? (
        <Table
          items={items}
          hasWorkflow={workflowId === undefined}
          isFiltered={isFiltered(given)}
          hasMore={list.hasMore}
          selected={selected}
          {...(may("runs.control") && { onSelect: setSelected })}
        />
      ) : (
        <Skeleton />
      )}
      <ListEnd {...list} />
    </Card>
  );
}

interface TableProps {
  readonly items: readonly RunSummary[];
  readonly hasWorkflow: boolean;
  readonly isFiltered: boolean;
  /** The search has not come to its end. */
  readonly hasMore: boolean;
  readonly selected: ReadonlySet<string>;
  readonly onSelect?: (selected: ReadonlySet<string>) => void;
}

function Table({ items, hasWorkflow, isFiltered: hasFilter, ...more }: TableProps) {
  const { t } = useTranslation("runs");
  const { t: common } = useTranslation();
  const { hasMore, selected, onSelect } = more;
  const at = usePath();
  const columns = useRunColumns(hasWorkflow);
  const change = (keys: Selection): void =>
    onSelect?.(new Set(keys === "all" ? items.map(({ id }) => id) : [...keys].map(String)));
  return (
    <DataTable
      isFixed
      label={t("title")}
      columns={columns}
      items={items}
      hrefOf={({ id }) => at(`/runs/${id}`)}
      {...(onSelect && { selection: { selected: new Set(selected), onChange: change } })}
      empty={
        hasFilter ? (
          <EmptyState icon={Play} title={hasMore ? common("nothing_yet") : t("empty.filtered")}>
            {!hasMore && t("empty.filtered_text")}
          </EmptyState>
        ) : (
          <EmptyState
            icon={Play}
            title={t("empty.title")}
            action={
              hasWorkflow && <LinkButton href={at("/workflows")}>{t("empty.action")}</LinkButton>
            }
          >
            {t("empty.text")}
          </EmptyState>
        )
      }
    />
  );
}
