import { type RefObject, useMemo, useState } from "react";
import { Autocomplete, Dialog, Header, ListBox, ListBoxSection } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { type TriggerTypeEntry, useCatalog } from "../../../../api/catalog.ts";
import { StepTile } from "../../../../canvas/step-tile.tsx";
import { Badge } from "../../../../ui/badge.tsx";
import { Popover } from "../../../../ui/popover.tsx";
import { SearchField } from "../../../../ui/search-field.tsx";
import { Option } from "../../../../ui/option.tsx";
import { ranked } from "../../picker/ranked.ts";

interface Props {
  readonly current: string;
  readonly anchor: RefObject<Element | null>;
  readonly onChoose: (type: string) => void;
  readonly onClose: () => void;
}

/** What most workflows begin with. */
const suggested = ["webhook", "schedule", "event"];
const groups = ["event", "connect", "data", "time", "people"] as const;

/** All triggers: those that are mostly meant, then by category; searched by name and other words. */
export function TriggerPicker({ current, anchor, onChoose, onClose }: Props) {
  const { t } = useTranslation("panel");
  const [search, setSearch] = useState("");
  const entries = useEntries();
  const found = useMemo(() => ranked(entries, search), [entries, search]);
  return (
    <Popover
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      triggerRef={anchor}
      placement="left top"
      className="flex h-115 w-95 max-w-[calc(100vw-2rem)] flex-col"
    >
      <Dialog
        aria-label={t("trigger.choose")}
        className="min-h-0 flex-1 overflow-auto outline-none"
      >
        <Autocomplete inputValue={search} onInputChange={setSearch}>
          <div className="sticky top-0 z-10 rounded-t-popover border-b border-line bg-surface p-2">
            <SearchField label={t("trigger.search")} autoFocus />
          </div>
          <ListBox
            aria-label={t("trigger.choose")}
            onAction={(key) => onChoose(String(key))}
            renderEmptyState={() => <p className="p-4 text-body text-ink-3">{t("trigger.none")}</p>}
            className="p-1 outline-none"
          >
            {search === "" ? (
              <Sections entries={entries} current={current} />
            ) : (
              found.map((entry) => (
                <Row key={entry.type} entry={entry} isCurrent={entry.type === current} />
              ))
            )}
          </ListBox>
        </Autocomplete>
      </Dialog>
    </Popover>
  );
}

type Entry = TriggerTypeEntry & { readonly words: string };

function useEntries(): readonly Entry[] {
  const { triggers } = useCatalog();
  return useMemo(
    () =>
      [...triggers.values()].map((entry) => ({
        ...entry,
        words: `${entry.type} ${entry.summary} ${entry.group} ${entry.english}`,
      })),
    [triggers],
  );
}

interface SectionsProps {
  readonly entries: readonly Entry[];
  readonly current: string;
}

function Sections({ entries, current }: SectionsProps) {
  const { t } = useTranslation("panel");
  const first = suggested.flatMap((type) => entries.find((entry) => entry.type === type) ?? []);
  const parts = [
    { id: "suggested", title: t("trigger.suggested"), items: first },
    ...groups.map((group) => ({
      id: group,
      title: t(`trigger.group.${group}`),
      items: entries.filter((entry) => entry.group === group && !first.includes(entry)),
    })),
  ];
  return parts
    .filter(({ items }) => items.length > 0)
    .map(({ id, title, items }) => (
      <ListBoxSection key={id}>
        <Header className="px-2.5 pt-3 pb-1 text-label font-semibold text-ink-3">{title}</Header>
        {items.map((entry) => (
          <Row key={entry.type} entry={entry} isCurrent={entry.type === current} />
        ))}
      </ListBoxSection>
    ));
}

interface RowProps {
  readonly entry: Entry;
  readonly isCurrent: boolean;
}

function Row({ entry: { type, title, summary, icon }, isCurrent }: RowProps) {
  const { t } = useTranslation("panel");
  return (
    <Option id={type} textValue={title} icon={<StepTile isSmall icon={icon} family="trigger" />}>
      <span className="flex flex-col whitespace-normal">
        <span className="flex items-center gap-2 font-medium">
          {title}
          {isCurrent && <Badge look="accent">{t("trigger.current")}</Badge>}
        </span>
        <span className="text-small text-ink-3">{summary}</span>
      </span>
    </Option>
  );
}
