import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead } from "../../../api/queries.ts";
import { SearchSelect } from "../../../ui/search-select.tsx";
import type { SelectOption } from "../../../ui/select.tsx";
import { useTyped } from "../../../ui/use-typed.ts";

const shownMax = 100;
const all = "*";

interface Props {
  readonly value: string | undefined;
  readonly onChange: (workflow: string | undefined) => void;
}

/** Of which workflow: the newest ones, and all that a search finds. */
export function WorkflowSelect({ value, onChange }: Props) {
  const { t } = useTranslation("runs");
  const [wanted, setWanted] = useState("");
  const [search, setSearch] = useTyped(wanted, setWanted);
  const found = useFound(search, wanted);
  const [chosen, setChosen] = useState<Found>();
  const name = useName(value, chosen ? [...found, chosen] : found);
  const first = [
    { id: all, label: t("filter.all_workflows") },
    ...(value === undefined || found.some(({ id }) => id === value)
      ? []
      : [{ id: value, label: name }]),
  ];
  return (
    <SearchSelect
      label={t("workflow")}
      searchLabel={t("filter.find_workflow")}
      empty={t("filter.no_workflow")}
      options={search === "" ? [...first, ...found] : found}
      search={search}
      onSearch={setSearch}
      value={value ?? all}
      shown={value === undefined ? t("filter.all_workflows") : name}
      onChange={(id) => {
        // The search that found it ends with the choice.
        setChosen(found.find((one) => one.id === id));
        onChange(id === all ? undefined : id);
      }}
      className="w-52 max-sm:w-full"
    />
  );
}

type Found = Pick<SelectOption<string>, "id" | "label">;

/** What the server finds; until it answers, what is right of the answer before. */
function useFound(search: string, wanted: string): readonly Found[] {
  const query = { limit: shownMax, ...(wanted !== "" && { q: wanted }) };
  const { data } = useRead("listWorkflows", { query }, { keepsPrevious: true });
  const needle = search.toLowerCase();
  return (data?.items ?? [])
    .filter(({ name }) => name.toLowerCase().includes(needle))
    .map(({ id, name }) => ({ id, label: name }));
}

/** Also of one that is far down the list, or filed away; the id where it is deleted. */
function useName(id: string | undefined, known: readonly Found[]): string {
  const label = known.find((one) => one.id === id)?.label;
  const { data, isError } = useRead(
    "getWorkflow",
    { params: { id: id ?? "" } },
    { isEnabled: id !== undefined && label === undefined },
  );
  return label ?? data?.name ?? (isError && id !== undefined ? id : "…");
}
