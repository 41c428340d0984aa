import { Send } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { usePath } from "../../api/environment.ts";
import { useLive } from "../../api/live.ts";
import { type ItemOf, usePages } from "../../api/pages.ts";
import { PageError } from "../../app/problem-page.tsx";
import { ChoiceChips } from "../../ui/choice-bar.tsx";
import { type DataColumn, DataTable } from "../../ui/data-table.tsx";
import { Duration } from "../../ui/duration.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { JsonButton } from "../../ui/json-dialog.tsx";
import { ListEnd } from "../../ui/list-end.tsx";
import { LiveNote } from "../../ui/live-note.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useFailureWords } from "../../i18n/failure-words.ts";
import { StatusBadge, StatusIcon } from "../../ui/status-badge.tsx";
import { Time } from "../../ui/time.tsx";
import { WorkflowName } from "../runs/list/run-columns.tsx";
import { WorkflowSelect } from "../runs/list/workflow-select.tsx";
import { framePathOf } from "../runs/model/step-run-tree.ts";
import { type RequestFilter, requestStatuses } from "./request-filter.ts";

type OutsideRequest = ItemOf<"listRequests">;

/** What steps have asked of the outside; a row leads to the request in its run. */
interface Props {
  readonly filter: RequestFilter;
  readonly onFilter: (change: RequestFilter) => void;
}

export function RequestTable({ filter, onFilter }: Props) {
  const { t } = useTranslation("workbench");
  const at = usePath();
  const { workflow, status } = filter;
  const columns = useColumns();
  const list = usePages("listRequests", {
    query: { ...(workflow !== undefined && { workflow }), ...(status && { status }) },
  });
  const { items, error, retry } = list;
  const isLive = useLive("runs", ["listRequests"]);
  if (error && !items) return <PageError error={error} reset={retry} />;
  return (
    <>
      <Filters filter={filter} onFilter={onFilter} />
      <LiveNote isLive={isLive} />
      {items ? (
        <DataTable
          label={t("tab.requests")}
          columns={columns}
          items={items}
          hrefOf={(request) => at(placeOf(request))}
          empty={
            <EmptyState icon={Send} title={t("empty.requests")}>
              {t("empty.requests_text")}
            </EmptyState>
          }
        />
      ) : (
        <Skeleton />
      )}
      <ListEnd {...list} />
    </>
  );
}

function placeOf({ runId, stepId, path, type }: OutsideRequest): string {
  const search = new URLSearchParams({ step: stepId });
  const place = framePathOf(path);
  if (place !== "") search.set("place", place);
  if (type === "http") search.set("tab", "request");
  return `/runs/${runId}?${search.toString()}`;
}

function Filters({ filter: { workflow, status }, onFilter }: Props) {
  const { t } = useTranslation("workbench");
  const { t: common } = useTranslation();
  return (
    <search aria-label={t("filter")} className="flex flex-wrap items-end gap-3 p-4">
      <WorkflowSelect value={workflow} onChange={(id) => onFilter({ workflow: id })} />
      <div className="pb-1">
        <ChoiceChips
          label={t("status")}
          choices={requestStatuses.map((id) => ({
            id,
            label: common(`status.${id}`),
            icon: <StatusIcon status={id} size={12} />,
          }))}
          chosen={status ? [status] : []}
          onChange={(chosen) => onFilter({ status: chosen.find((one) => one !== status) })}
        />
      </div>
    </search>
  );
}

function useColumns(): readonly DataColumn<OutsideRequest>[] {
  const { t } = useTranslation("workbench");
  // Here and not in the cells: what waits for texts inside of a table makes it begin again, for ever.
  const sayFailure = useFailureWords();
  return useMemo(
    () => [
      {
        id: "status",
        title: t("status"),
        className: "w-36",
        cell: ({ status }) => <StatusBadge status={status} />,
      },
      {
        id: "request",
        title: t("request"),
        isRowHeader: true,
        className: "max-w-96 max-md:w-full max-md:max-w-0",
        cell: (request) => <Summary request={request} say={sayFailure} />,
      },
      {
        id: "workflow",
        title: t("workflow"),
        isWideOnly: true,
        className: "max-w-48",
        cell: ({ workflowId }) => <WorkflowName id={workflowId} />,
      },
      {
        id: "attempts",
        title: t("attempts"),
        isWideOnly: true,
        className: "w-24 tabular-nums",
        cell: ({ attempts }) => attempts,
      },
      {
        id: "started",
        title: t("started"),
        isWideOnly: true,
        className: "w-36 whitespace-nowrap",
        cell: ({ startedAt }) => <Time at={startedAt} />,
      },
      {
        id: "duration",
        title: t("duration"),
        isWideOnly: true,
        className: "w-24 tabular-nums",
        cell: ({ startedAt, endedAt }) => <Duration from={startedAt} to={endedAt} />,
      },
      {
        id: "json",
        title: t("json"),
        className: "w-14",
        cell: (request) => <JsonButton isSmall title={request.id} value={request} />,
      },
    ],
    [t, sayFailure],
  );
}

interface SummaryProps {
  readonly request: OutsideRequest;
  readonly say: (failure: string) => string;
}

function Summary({ request, say }: SummaryProps) {
  const { t } = useTranslation("workbench");
  return (
    <span className="flex min-w-0 flex-col py-1">
      <code dir="ltr" className="truncate">
        {request.summary ?? t("hidden")}
      </code>
      <span className="truncate text-small text-ink-3">
        {request.stepId}
        {request.error && ` · ${say(request.error.message)}`}
      </span>
    </span>
  );
}
