import { useRouter } from "@tanstack/react-router";
import { CirclePlus, type LucideIcon, PanelBottom, Workflow } from "lucide-react";
import { useState } from "react";
import { Autocomplete, Dialog, ListBox } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { usePath } from "../api/environment.ts";
import { useMay } from "../api/me.ts";
import { useRead } from "../api/queries.ts";
import { SearchField } from "../ui/search-field.tsx";
import { Option } from "../ui/option.tsx";
import { useDock } from "./dock-state.ts";
import { places } from "./places.ts";

interface Command {
  readonly id: string;
  readonly title: string;
  readonly icon: LucideIcon;
  /** Where it leads, or what it does here. */
  readonly target: string | (() => void);
}

interface Props {
  readonly search: string;
  readonly onSearch: (search: string) => void;
  readonly onClose: () => void;
}

/** What Ctrl+K finds. */
export function PaletteList({ search, onSearch, onClose }: Props) {
  const { t } = useTranslation();
  const router = useRouter();
  const commands = useCommands(search);
  // What was typed while this was loading has its first hit marked, as it has when it is typed here.
  const [wasTyped] = useState(search !== "");
  const go = (id: string): void => {
    const target = commands.find((command) => command.id === id)?.target;
    onClose();
    if (typeof target === "string") router.history.push(target);
    else target?.();
  };
  return (
    <Dialog aria-label={t("palette.title")} className="max-h-[60vh] overflow-auto outline-none">
      <Autocomplete inputValue={search} onInputChange={onSearch}>
        <div className="sticky top-0 z-10 border-b border-line bg-surface p-2">
          <SearchField label={t("palette.search")} autoFocus />
        </div>
        <ListBox
          aria-label={t("palette.title")}
          items={commands}
          autoFocus={wasTyped && "first"}
          onAction={(key) => go(String(key))}
          renderEmptyState={() => <p className="p-4 text-ink-3">{t("palette.none")}</p>}
          className="p-1 outline-none"
        >
          {({ id, title, icon: Icon }) => (
            <Option
              id={id}
              textValue={title}
              icon={<Icon aria-hidden size={17} className="text-ink-3" />}
            >
              {title}
            </Option>
          )}
        </ListBox>
      </Autocomplete>
    </Dialog>
  );
}

const workflowsShown = 10;

function useCommands(search: string): readonly Command[] {
  const { t } = useTranslation();
  const at = usePath();
  const may = useMay();
  const wanted = search.trim().toLowerCase();
  const { data } = useRead(
    "listWorkflows",
    { query: { limit: workflowsShown, ...(wanted !== "" && { q: wanted }) } },
    { keepsPrevious: true },
  );
  const create: Command = {
    id: "$new",
    title: t("palette.new_workflow"),
    icon: CirclePlus,
    target: at("/workflows/new"),
  };
  const [tab, setTab] = useDock();
  const dock: Command = {
    id: "$dock",
    title: t("nav.dock"),
    icon: PanelBottom,
    target: () => setTab(tab === undefined ? "requests" : undefined),
  };
  const fixed = [
    ...places.map(({ id, path, icon }) => ({ id, title: t(`nav.${id}`), icon, target: at(path) })),
    dock,
    ...(may("workflows.write") ? [create] : []),
  ].filter(({ title }) => title.toLowerCase().includes(wanted));
  const workflows = (data?.items ?? []).map(({ id, name }) => ({
    id,
    title: name,
    icon: Workflow,
    target: at(`/workflows/${id}`),
  }));
  return [...fixed, ...workflows];
}
