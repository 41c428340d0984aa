import { useMemo, useRef, useState } from "react";
import { Autocomplete, Dialog, ListBox } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { useCatalog } from "../../../../api/catalog.ts";
import { StepTile } from "../../../../canvas/step-tile.tsx";
import { announce } from "../../../../ui/announcer.tsx";
import { Button } from "../../../../ui/button.tsx";
import { Popover } from "../../../../ui/popover.tsx";
import { SearchField } from "../../../../ui/search-field.tsx";
import { Option } from "../../../../ui/select.tsx";
import { useBuilder, useBuilderStore } from "../../model/builder-store.ts";
import { ranked } from "../../picker/ranked.ts";

/** Another type of trigger, with settings of its own. Undo brings the old one back. */
export function ChangeTrigger() {
  const { t } = useTranslation("panel");
  const store = useBuilderStore();
  const { triggers } = useCatalog();
  const current = useBuilder((state) => state.definition.trigger.type);
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const choose = (type: string): void => {
    setOpen(false);
    if (type === current) return;
    const title = triggers.get(type)?.title ?? type;
    const trigger = { type, config: startConfig(type) };
    store.getState().edit([{ op: "setTrigger", trigger }], {
      label: t("done.trigger_changed", { title }),
    });
    announce(t("done.trigger_changed", { title }));
  };
  return (
    <>
      <Button ref={button} size="small" onPress={() => setOpen(true)}>
        {t("trigger.change")}
      </Button>
      <Popover
        isOpen={isOpen}
        onOpenChange={setOpen}
        triggerRef={button}
        placement="left top"
        className="flex max-h-115 w-95 max-w-[calc(100vw-2rem)] flex-col"
      >
        <Dialog
          aria-label={t("trigger.choose")}
          className="min-h-0 flex-1 overflow-auto outline-none"
        >
          <TriggerList onChoose={choose} />
        </Dialog>
      </Popover>
    </>
  );
}

function TriggerList({ onChoose }: { readonly onChoose: (type: string) => void }) {
  const { t } = useTranslation("panel");
  const { triggers } = useCatalog();
  const [search, setSearch] = useState("");
  const found = useMemo(() => {
    const all = [...triggers.values()].map((one) => ({
      ...one,
      words: `${one.type} ${one.summary} ${one.english}`,
    }));
    return ranked(all, search);
  }, [triggers, search]);
  return (
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
        {found.map(({ type, title, summary, icon }) => (
          <Option
            key={type}
            id={type}
            textValue={title}
            icon={<StepTile isSmall icon={icon} family="trigger" />}
          >
            <span className="flex flex-col whitespace-normal">
              <span className="font-medium">{title}</span>
              <span className="text-small text-ink-3">{summary}</span>
            </span>
          </Option>
        ))}
      </ListBox>
    </Autocomplete>
  );
}

function startConfig(type: string): Record<string, string> {
  return type === "schedule" ? { mode: "cron", cron: "0 8 * * MON-FRI" } : {};
}
