import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Answer, call } from "../../api/call.ts";
import { useMe } from "../../api/me.ts";
import { useRead } from "../../api/queries.ts";
import { messageOf } from "../../api/refusal.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { DataTable } from "../../ui/data-table.tsx";
import { Notice } from "../../ui/notice.tsx";
import { SearchField } from "../../ui/search-field.tsx";
import { Select } from "../../ui/select.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Time } from "../../ui/time.tsx";

type Entry = Answer<"listAudit">["items"][number];

const all = "*";

interface Filter {
  readonly actor: string;
  readonly environment: string;
  readonly operation: string;
}

/** Who changed what; the newest first. */
export function Audit() {
  const { t } = useTranslation("settings");
  const { t: common } = useTranslation();
  const [filter, setFilter] = useState<Filter>({ actor: all, environment: all, operation: "" });
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useAudit(filter);
  const entries = data?.pages.flatMap((page) => page.items);
  return (
    <>
      <Filters filter={filter} onChange={(next) => setFilter({ ...filter, ...next })} />
      {error && <Notice look="error">{messageOf(error)}</Notice>}
      {!entries && !error && <Skeleton />}
      {entries && (
        <Card isFlush>
          <EntryTable entries={entries} />
        </Card>
      )}
      {hasNextPage && (
        <Button
          className="self-center"
          isPending={isFetchingNextPage}
          onPress={() => void fetchNextPage()}
        >
          {common("load_more")}
        </Button>
      )}
      <p className="text-small text-ink-3">{t("audit.kept")}</p>
    </>
  );
}

function useAudit({ actor, environment, operation }: Filter) {
  const query = {
    ...(actor !== all && { actor }),
    ...(environment !== all && { environment }),
    ...(operation !== "" && { operation }),
  };
  return useInfiniteQuery({
    queryKey: ["audit", query],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(
        "listAudit",
        { query: { ...query, ...(pageParam !== undefined && { cursor: pageParam }) } },
        { signal },
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

interface FiltersProps {
  readonly filter: Filter;
  readonly onChange: (change: Partial<Filter>) => void;
}

function Filters({ filter, onChange }: FiltersProps) {
  const { t } = useTranslation("settings");
  const { data: me } = useMe();
  const { data: members } = useRead("listMembers");
  return (
    <div className="flex flex-wrap gap-2">
      <SearchField
        label={t("audit.operation")}
        placeholder="workflows.publish"
        value={filter.operation}
        onChange={(operation) => onChange({ operation })}
        className="w-56 max-sm:w-full"
      />
      <Select
        label={t("audit.who")}
        isLabelHidden
        options={[
          { id: all, label: t("audit.anybody") },
          ...(members?.items ?? []).map(({ id, name }) => ({ id, label: name })),
        ]}
        value={filter.actor}
        onChange={(actor) => onChange({ actor })}
        className="w-44 max-sm:w-[calc(50%-4px)]"
      />
      <Select
        label={t("environment")}
        isLabelHidden
        options={[
          { id: all, label: t("audit.anywhere") },
          ...(me?.environments ?? []).map(({ name, title }) => ({ id: name, label: title })),
        ]}
        value={filter.environment}
        onChange={(environment) => onChange({ environment })}
        className="w-44 max-sm:w-[calc(50%-4px)]"
      />
    </div>
  );
}

/** In words, with the operation's own name for who looks for it. */
function Done({ operation }: { readonly operation: string }) {
  const { t, i18n } = useTranslation("settings");
  const words = i18n.exists(`done.${operation}`, { ns: "settings" })
    ? t(`done.${operation}` as "done.workflows.create")
    : undefined;
  if (words === undefined) return <code className="text-ink">{operation}</code>;
  return (
    <>
      <span className="text-ink">{words}</span>
      <code className="wrap-anywhere text-ink-3">{operation}</code>
    </>
  );
}

function EntryTable({ entries }: { readonly entries: readonly Entry[] }) {
  const { t } = useTranslation("settings");
  return (
    <DataTable
      label={t("section.audit")}
      items={entries}
      empty={<p className="p-4 text-body text-ink-2">{t("audit.none")}</p>}
      columns={[
        {
          id: "what",
          title: t("audit.what"),
          isRowHeader: true,
          className: "max-md:w-full max-md:max-w-0",
          cell: ({ operation, outcome, objectId }) => (
            <span className="flex flex-col py-0.5">
              <span className="flex flex-wrap items-center gap-2">
                <Done operation={operation} />
                {outcome === "refused" && <Badge look="bad">{t("audit.refused")}</Badge>}
              </span>
              {objectId !== null && (
                <code className="break-all text-ink-3 max-md:truncate">{objectId}</code>
              )}
            </span>
          ),
        },
        { id: "who", title: t("audit.who"), cell: ({ actor }) => actor.name },
        {
          id: "where",
          title: t("environment"),
          isWideOnly: true,
          cell: ({ environment }) => environment ?? "–",
        },
        {
          id: "at",
          title: t("audit.when"),
          className: "whitespace-nowrap text-ink-2",
          cell: ({ at }) => <Time at={at} />,
        },
      ]}
    />
  );
}
