import { useState } from "react";
import { Autocomplete, ListBox } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { type TriggerTypeEntry, useCatalog } from "../../../api/catalog.ts";
import { StepTile } from "../../../canvas/step-tile.tsx";
import { SearchField } from "../../../ui/search-field.tsx";
import { CardOption } from "../../../ui/option.tsx";
import { ranked } from "../../builder/picker/ranked.ts";

interface Props {
  readonly isBusy: boolean;
  readonly onChoose: (type: string) => void;
}

const groups = ["event", "connect", "data", "time", "people"] as const;

/** Every trigger, by category, or those that the search finds. */
export function TriggerChoice({ isBusy, onChoose }: Props) {
  const { t } = useTranslation("workflows");
  const { triggers } = useCatalog();
  const [search, setSearch] = useState("");
  const entries = [...triggers.values()]
    .map((entry) => ({
      ...entry,
      words: `${entry.summary} ${entry.type} ${entry.group} ${entry.english}`,
    }))
    .toSorted((a, b) => rankOf(a) - rankOf(b));
  const found = ranked(entries, search);
  return (
    <section aria-label={t("new.triggers")} className="flex flex-col gap-4">
      <Autocomplete inputValue={search} onInputChange={setSearch}>
        <div className="flex flex-wrap items-center gap-3">
          <h2 className="me-auto text-panel font-semibold">{t("new.triggers")}</h2>
          <SearchField label={t("new.search")} autoFocus className="w-72 max-sm:w-full" />
        </div>
        <Cards entries={found} isBusy={isBusy} onChoose={onChoose} />
      </Autocomplete>
    </section>
  );
}

function rankOf({ group }: TriggerTypeEntry): number {
  const place = groups.findIndex((name) => name === group);
  return place < 0 ? groups.length : place;
}

function Cards({
  entries,
  isBusy,
  onChoose,
}: Props & { readonly entries: readonly TriggerTypeEntry[] }) {
  const { t } = useTranslation("workflows");
  const groupName = (group: string): string => {
    const known = groups.find((name) => name === group);
    return known ? t(`group.${known}`) : group;
  };
  return (
    <ListBox
      aria-label={t("new.triggers")}
      layout="grid"
      onAction={(type) => onChoose(String(type))}
      disabledKeys={isBusy ? entries.map(({ type }) => type) : []}
      renderEmptyState={() => <p className="text-body text-ink-2">{t("new.none")}</p>}
      className="grid gap-3 outline-none sm:grid-cols-2 lg:grid-cols-3"
    >
      {entries.map(({ type, title, summary, icon, group }) => (
        <CardOption key={type} id={type} textValue={`${groupName(group)} ${title} ${summary}`}>
          <StepTile icon={icon} family="trigger" />
          <span className="flex min-w-0 flex-col">
            <span className="text-label font-semibold text-ink-3">{groupName(group)}</span>
            <span className="text-body font-semibold">{title}</span>
            <span className="text-small text-ink-2">{summary}</span>
          </span>
        </CardOption>
      ))}
    </ListBox>
  );
}
