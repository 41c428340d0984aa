import type { Place } from "@stepwell/core";
import { ClipboardPaste } from "lucide-react";
import { type RefObject, useEffect, useMemo, useState } from "react";
import { Autocomplete, Dialog, Header, ListBox, ListBoxSection } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { useCatalog, type StepTypeEntry } from "../../../api/catalog.ts";
import { StepTile } from "../../../canvas/step-tile.tsx";
import { Popover } from "../../../ui/popover.tsx";
import { SearchField } from "../../../ui/search-field.tsx";
import { Option } from "../../../ui/option.tsx";
import { useBuilder } from "../model/builder-store.ts";
import { stepsInText } from "../model/clipboard.ts";
import { recentTypes } from "./recent-types.ts";
import { suggestedTypes } from "./suggested.ts";
import { ranked } from "./ranked.ts";
import { useInsert } from "./use-insert.ts";
import { refusalOf } from "./step-refusal.ts";

interface Props {
  readonly place: Place;
  readonly anchor: RefObject<Element | null>;
  readonly onClose: () => void;
}

const groups = ["flow", "calculate", "data", "people", "connect"] as const;

interface Choice extends StepTypeEntry {
  readonly words: string;
  /** Why it cannot be used here. */
  readonly refusal: string | undefined;
}

/** All step types: searched by name and other words, by group otherwise. */
export function StepPicker({ place, anchor, onClose }: Props) {
  const { t } = useTranslation("builder");
  const [search, setSearch] = useState("");
  const choices = useChoices();
  const insert = useInsert(place);
  const copied = useCopiedSteps();
  const found = useMemo(() => ranked(choices, search), [choices, search]);
  const choose = (key: string): void => {
    if (key === "$paste" && copied) insert.paste(copied);
    else insert.step(typeIn(key));
    onClose();
  };
  return (
    <Popover
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      triggerRef={anchor}
      placement="right top"
      className="flex h-115 w-95 max-w-[calc(100vw-2rem)] flex-col"
    >
      {/* The search is inside what scrolls, so that those who scroll by keys have a place to be. */}
      <Dialog aria-label={t("picker.title")} className="min-h-0 flex-1 overflow-auto outline-none">
        <Autocomplete inputValue={search} onInputChange={setSearch}>
          <div className="sticky top-0 z-10 rounded-t-popover border-b border-line bg-surface p-2">
            <SearchField label={t("picker.search")} autoFocus />
          </div>
          <ListBox
            aria-label={t("picker.title")}
            onAction={(key) => choose(String(key))}
            disabledKeys={found
              .filter(({ refusal }) => refusal !== undefined)
              .map(({ type }) => type)}
            renderEmptyState={() => <p className="p-4 text-body text-ink-3">{t("picker.none")}</p>}
            className="p-1 outline-none"
          >
            {copied && search === "" && (
              <Option
                id="$paste"
                textValue={t("picker.paste", { count: copied.length })}
                icon={<ClipboardPaste aria-hidden size={18} />}
              >
                {t("picker.paste", { count: copied.length })}
              </Option>
            )}
            {search === "" && <FirstSections place={place} choices={choices} />}
            {search === ""
              ? groups.map((group) => (
                  <Section
                    key={group}
                    title={t(`group.${group}`)}
                    items={found.filter((one) => one.group === group)}
                  />
                ))
              : found.map((choice) => <Row key={choice.type} choice={choice} />)}
          </ListBox>
        </Autocomplete>
      </Dialog>
    </Popover>
  );
}

/** What is mostly wanted here, and what was taken last. */
function FirstSections(props: { readonly place: Place; readonly choices: readonly Choice[] }) {
  const { place, choices } = props;
  const { t } = useTranslation("builder");
  const definition = useBuilder((state) => state.definition);
  const [suggested, recent] = useMemo(() => {
    const first = suggestedTypes(definition, place);
    const usable = (types: readonly string[]): readonly Choice[] =>
      types.flatMap((type) =>
        choices.filter((one) => one.type === type && one.refusal === undefined),
      );
    return [usable(first), usable(recentTypes().filter((type) => !first.includes(type)))];
  }, [definition, place, choices]);
  return (
    <>
      <Section title={t("picker.suggested")} items={suggested} of="suggested" />
      <Section title={t("picker.recent")} items={recent} of="recent" />
    </>
  );
}

/** A type may stand in several sections; each row has a key of its own. */
function typeIn(key: string): string {
  return key.slice(key.indexOf(":") + 1);
}

interface SectionProps {
  readonly title: string;
  readonly items: readonly Choice[];
  readonly of?: string;
}

function Section({ title, items, of }: SectionProps) {
  if (items.length === 0) return null;
  return (
    <ListBoxSection>
      <Header className="px-2.5 pt-3 pb-1 text-label font-semibold text-ink-3">{title}</Header>
      {items.map((choice) => (
        <Row key={choice.type} choice={choice} of={of} />
      ))}
    </ListBoxSection>
  );
}

function Row({
  choice: { type, title, summary, icon, group, refusal },
  of,
}: {
  readonly choice: Choice;
  readonly of?: string | undefined;
}) {
  return (
    <Option
      id={of === undefined ? type : `${of}:${type}`}
      textValue={title}
      icon={<StepTile isSmall icon={icon} family={group} />}
    >
      <span className="flex flex-col whitespace-normal">
        <span className="font-medium">{title}</span>
        <span className="text-small text-ink-3">{refusal ?? summary}</span>
      </span>
    </Option>
  );
}

/** Those that cannot be used here come last, with the reason. */
function useChoices(): readonly Choice[] {
  const { t } = useTranslation("builder");
  const { steps } = useCatalog();
  const definition = useBuilder((state) => state.definition);
  return useMemo(() => {
    const all = [...steps.values()].map((entry) => {
      const reason = refusalOf(definition, entry);
      const words = `${entry.type} ${entry.summary} ${entry.english}`;
      return { ...entry, words, refusal: reason && t(`picker.refusal.${reason}`) };
    });
    return all.toSorted(
      (one, other) => Number(one.refusal !== undefined) - Number(other.refusal !== undefined),
    );
  }, [steps, definition, t]);
}

/** The steps on the clipboard, where the browser lets us look. */
function useCopiedSteps() {
  const [text, setText] = useState("");
  useEffect(() => {
    navigator.clipboard?.readText?.().then(setText, () => setText(""));
  }, []);
  return useMemo(() => stepsInText(text), [text]);
}
