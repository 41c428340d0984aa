import { Activity } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { usePath } from "../../api/environment.ts";
import { useLive } from "../../api/live.ts";
import { type ItemOf, usePages } from "../../api/pages.ts";
import { PageError } from "../../app/problem-page.tsx";
import { Badge } from "../../ui/badge.tsx";
import { type DataColumn, DataTable } from "../../ui/data-table.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ListEnd } from "../../ui/list-end.tsx";
import { LiveNote } from "../../ui/live-note.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Time } from "../../ui/time.tsx";
import { type EventFilter, eventQueryOf } from "./event-filter.ts";
import { useSourceWords } from "./source-words.ts";

type EventSummary = ItemOf<"listEvents">;

/** Events, newest first. What starts no run is not told by the stream: it is looked for. */
const lookMs = 5000;

export function EventTable({ filter }: { readonly filter: EventFilter }) {
  const { t } = useTranslation("events");
  const { t: common } = useTranslation();
  const at = usePath();
  const columns = useColumns();
  const list = usePages("listEvents", { query: eventQueryOf(filter) }, { refetchMs: lookMs });
  const { items, error, retry } = list;
  const isLive = useLive("runs", ["listEvents"]);
  if (error && !items) return <PageError error={error} reset={retry} />;
  if (!items) return <Skeleton />;
  const isFiltered = Object.values(filter).some((value) => value !== undefined);
  return (
    <>
      <LiveNote isLive={isLive} />
      <DataTable
        label={t("title")}
        columns={columns}
        items={items}
        hrefOf={({ id }) => at(`/events/${id}`)}
        empty={
          <EmptyState
            icon={Activity}
            title={
              list.hasMore
                ? common("nothing_yet")
                : t(isFiltered ? "empty.filtered" : "empty.title")
            }
          >
            {!list.hasMore && t(isFiltered ? "empty.filtered_text" : "empty.text")}
          </EmptyState>
        }
      />
      <ListEnd {...list} />
    </>
  );
}

function useColumns(): readonly DataColumn<EventSummary>[] {
  const { t } = useTranslation("events");
  const say = useSourceWords();
  return useMemo(
    () => [
      {
        id: "type",
        title: t("type"),
        isRowHeader: true,
        className: "max-w-72",
        cell: ({ type }) => <span className="block truncate font-medium">{type}</span>,
      },
      {
        id: "outcome",
        title: t("outcome"),
        cell: (event) => <OutcomeBadge event={event} />,
      },
      {
        id: "source",
        title: t("source"),
        isWideOnly: true,
        className: "max-w-72",
        cell: ({ source }) => (
          <span dir="auto" title={source} className="block truncate text-ink-2">
            {say(source)}
          </span>
        ),
      },
      {
        id: "external",
        title: t("external_id"),
        isWideOnly: true,
        className: "max-w-48",
        cell: ({ externalId }) => (
          <span className="block truncate text-ink-2">{externalId ?? "–"}</span>
        ),
      },
      {
        id: "received",
        title: t("received"),
        className: "w-40 whitespace-nowrap",
        cell: ({ receivedAt }) => <Time at={receivedAt} />,
      },
    ],
    [t, say],
  );
}

function OutcomeBadge({ event }: { readonly event: Pick<EventSummary, "decisions"> }) {
  const { t } = useTranslation("events");
  const count = event.decisions.filter(({ runId }) => runId !== undefined).length;
  if (count > 0) return <Badge look="ok">{t("started_runs", { count })}</Badge>;
  return <Badge>{t(event.decisions.length === 0 ? "nobody_listens" : "no_run")}</Badge>;
}
