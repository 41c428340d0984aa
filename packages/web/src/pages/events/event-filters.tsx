import { useTranslation } from "react-i18next";
import { useRead } from "../../api/queries.ts";
import { Button } from "../../ui/button.tsx";
import { DayField } from "../../ui/day-field.tsx";
import { MoreFilters } from "../../ui/more-filters.tsx";
import { SearchField } from "../../ui/search-field.tsx";
import { Select } from "../../ui/select.tsx";
import { useTyped } from "../../ui/use-typed.ts";
import { type EventFilter, outcomes } from "./event-filter.ts";

interface Props {
  readonly filter: EventFilter;
  readonly onChange: (change: EventFilter) => void;
}

const all = "*";
const nothing: EventFilter = {
  type: undefined,
  source: undefined,
  outcome: undefined,
  from: undefined,
  to: undefined,
  q: undefined,
};

export function EventFilters({ filter, onChange }: Props) {
  const { t } = useTranslation("events");
  const [q, setQ] = useTyped(filter.q ?? "", (text) => onChange({ q: text || undefined }));
  const [source, setSource] = useTyped(filter.source ?? "", (text) =>
    onChange({ source: text || undefined }),
  );
  return (
    <search aria-label={t("filter.label")} className="flex flex-wrap items-end gap-3 p-4">
      <SearchField label={t("filter.text")} value={q} onChange={setQ} className="min-w-40 flex-1" />
      <MoreFilters count={narrowing(filter)}>
        <TypeSelect filter={filter} onChange={onChange} />
        <SearchField
          label={t("source")}
          value={source}
          onChange={setSource}
          className="w-44 max-sm:w-full"
        />
        <Select
          label={t("filter.outcome")}
          options={[
            { id: all, label: t("filter.any_outcome") },
            ...outcomes.map((id) => ({ id, label: t(`filter.${id}`) })),
          ]}
          value={filter.outcome ?? all}
          onChange={(id) => onChange({ outcome: outcomes.find((name) => name === id) })}
          className="w-44 max-sm:w-full"
        />
        <DayField
          label={t("filter.from")}
          value={filter.from}
          onChange={(from) => onChange({ from })}
        />
        <DayField label={t("filter.to")} value={filter.to} onChange={(to) => onChange({ to })} />
      </MoreFilters>
      {Object.values(filter).some((value) => value !== undefined) && (
        <Button kind="quiet" onPress={() => onChange(nothing)}>
          {t("filter.reset")}
        </Button>
      )}
    </search>
  );
}

/** How many filters beside the text narrow the list. */
function narrowing({ q: _q, ...filter }: EventFilter): number {
  return Object.values(filter).filter((value) => value !== undefined).length;
}

/** Types that there are, also those of webhooks and other triggers, which are not registered. */
const ownTypes = ["webhook.received", "workflow.started", "workflow.called", "schedule.due"];

function TypeSelect({ filter, onChange }: Props) {
  const { t } = useTranslation("events");
  const { data } = useRead("listEventTypes");
  const known = (data?.items ?? []).map(({ name }) => name);
  const asked = filter.type === undefined ? [] : [filter.type];
  const names = [...new Set([...ownTypes, ...known, ...asked])];
  return (
    <Select
      label={t("type")}
      options={[
        { id: all, label: t("filter.any_type") },
        ...names.map((id) => ({ id, label: id })),
      ]}
      value={filter.type ?? all}
      onChange={(id) => onChange({ type: id === all ? undefined : id })}
      className="w-52 max-sm:w-full"
    />
  );
}
