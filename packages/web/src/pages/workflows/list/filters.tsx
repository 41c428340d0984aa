import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useCatalog } from "../../../api/catalog.ts";
import { SearchField } from "../../../ui/search-field.tsx";
import { Select } from "../../../ui/select.tsx";
import { type ListSearch, listStatuses } from "../routes.ts";
import type { WorkflowSummary } from "./all-workflows.ts";
import { valuesOf } from "./matching.ts";

const from = "/$environment/workflows";
const all = "*";

/** What is looked for stands in the address. */
export function useListSearch(): readonly [ListSearch, (change: ListSearch) => void] {
  const search = useSearch({ from });
  const navigate = useNavigate({ from });
  const change = (next: ListSearch): void =>
    void navigate({ search: (old) => ({ ...old, ...next }), replace: true });
  return [search, change];
}

export function Filters({ workflows }: { readonly workflows: readonly WorkflowSummary[] }) {
  const { t } = useTranslation("workflows");
  const { triggers } = useCatalog();
  const [search, change] = useListSearch();
  const types = valuesOf(workflows, ({ trigger }) => [trigger.type]);
  const folders = valuesOf(workflows, ({ folder }) => (folder === null ? [] : [folder]));
  const tags = valuesOf(workflows, (workflow) => workflow.tags);
  return (
    <div className="flex flex-wrap items-center gap-2">
      <SearchField
        label={t("search")}
        value={search.q ?? ""}
        onChange={(q) => change({ q: q === "" ? undefined : q })}
        className="w-72 max-sm:w-full"
      />
      <Choice
        label={t("column.status")}
        value={search.status}
        values={listStatuses}
        nameOf={(status) => t(`filter.${status}`)}
        onChange={(status) => change({ status })}
      />
      <Choice
        label={t("column.trigger")}
        value={search.trigger}
        values={types}
        nameOf={(type) => triggers.get(type)?.title ?? type}
        onChange={(trigger) => change({ trigger })}
      />
      {(folders.length > 0 || search.folder !== undefined) && (
        <Choice
          label={t("column.folder")}
          value={search.folder}
          values={folders}
          onChange={(folder) => change({ folder })}
        />
      )}
      {(tags.length > 0 || search.tag !== undefined) && (
        <Choice
          label={t("column.tag")}
          value={search.tag}
          values={tags}
          onChange={(tag) => change({ tag })}
        />
      )}
    </div>
  );
}

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly value: Value | undefined;
  readonly values: readonly Value[];
  readonly nameOf?: (value: Value) => string;
  readonly onChange: (value: Value | undefined) => void;
}

function Choice<Value extends string>(props: ChoiceProps<Value>) {
  const { label, value, values, nameOf = (text: Value): string => text, onChange } = props;
  const { t } = useTranslation("workflows");
  const options = [
    { id: all, label: t("filter.any", { what: label }) },
    ...values.map((id) => ({ id: id as string, label: nameOf(id) })),
  ];
  return (
    <Select
      label={label}
      isLabelHidden
      options={options}
      value={value ?? all}
      onChange={(id) => onChange(values.find((one) => one === id))}
      className="w-40 max-sm:w-[calc(50%-4px)]"
    />
  );
}
