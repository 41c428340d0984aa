import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button.tsx";
import { ChoiceChips } from "../../../ui/choice-bar.tsx";
import { DayField } from "../../../ui/day-field.tsx";
import { MoreFilters } from "../../../ui/more-filters.tsx";
import { SearchField } from "../../../ui/search-field.tsx";
import { StatusIcon } from "../../../ui/status-badge.tsx";
import { useTyped } from "../../../ui/use-typed.ts";
import { filterStatuses, isFiltered, type RunFilter, statusesIn } from "./run-filter.ts";
import { VersionField } from "./version-field.tsx";
import { WorkflowSelect } from "./workflow-select.tsx";

interface Props {
  readonly filter: RunFilter;
  readonly onChange: (change: RunFilter) => void;
  readonly hasWorkflow: boolean;
}

const nothing: RunFilter = {
  status: undefined,
  workflow: undefined,
  from: undefined,
  to: undefined,
  version: undefined,
  q: undefined,
};

export function RunFilters({ filter, onChange, hasWorkflow }: Props) {
  const { t } = useTranslation("runs");
  const [typed, setTyped] = useTyped(filter.q ?? "", (q) => onChange({ q: q || undefined }));
  return (
    <search aria-label={t("filter.label")} className="flex flex-wrap items-end gap-3 p-4">
      <SearchField
        label={t("filter.text")}
        value={typed}
        onChange={setTyped}
        className="min-w-40 flex-1"
      />
      <MoreFilters count={narrowing(filter)}>
        {hasWorkflow && (
          <WorkflowSelect
            value={filter.workflow}
            onChange={(workflow) => onChange({ workflow, version: undefined })}
          />
        )}
        <DayField
          label={t("filter.from")}
          value={filter.from}
          onChange={(from) => onChange({ from })}
        />
        <DayField label={t("filter.to")} value={filter.to} onChange={(to) => onChange({ to })} />
        <VersionField value={filter.version} onChange={(version) => onChange({ version })} />
        <div className="basis-full">
          <StatusChips filter={filter} onChange={onChange} />
        </div>
      </MoreFilters>
      {isFiltered(filter) && (
        <Button kind="quiet" size="small" onPress={() => onChange(nothing)}>
          {t("filter.reset")}
        </Button>
      )}
    </search>
  );
}

/** How many filters beside the text narrow the list. */
function narrowing({ q: _q, ...filter }: RunFilter): number {
  return Object.values(filter).filter((value) => value !== undefined).length;
}

function StatusChips({ filter, onChange }: Omit<Props, "hasWorkflow">) {
  const { t } = useTranslation();
  const { t: own } = useTranslation("runs");
  return (
    <ChoiceChips
      label={own("status")}
      choices={filterStatuses.map((id) => ({
        id,
        label: t(`status.${id}`),
        icon: <StatusIcon status={id} size={12} />,
      }))}
      chosen={statusesIn(filter.status)}
      onChange={(chosen) => onChange({ status: chosen.join(",") || undefined })}
    />
  );
}
