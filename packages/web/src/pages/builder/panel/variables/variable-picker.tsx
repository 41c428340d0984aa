import { type RefObject, useMemo, useState } from "react";
import { Autocomplete, Dialog, ListBox } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { Popover } from "../../../../ui/popover.tsx";
import { SearchField } from "../../../../ui/search-field.tsx";
import { Option } from "../../../../ui/select.tsx";
import { usePathTitle } from "./use-pill-reader.ts";
import { matches, sampleText, signOf, type Variable, type VariableRow } from "./variable-row.ts";
import { useVariables } from "./variables-context.tsx";

interface Props {
  readonly anchor: RefObject<Element | null>;
  readonly onChoose: (variable: Variable) => void;
  readonly onClose: () => void;
}

/** How deep the tree is shown before anything is searched for, and how much of it. */
const depthMax = 2;
const rowsMax = 300;

/** All that can be read here: the nearest first, with the values that it had. */
export function VariablePicker({ anchor, onChoose, onClose }: Props) {
  const { t } = useTranslation("panel");
  const [search, setSearch] = useState("");
  const { rows, isLoading } = useVariables();
  const shown = useMemo(
    () =>
      rows
        .filter((row) => (search === "" ? row.depth <= depthMax : matches(row, search)))
        .slice(0, rowsMax),
    [rows, search],
  );
  const choose = (path: string): void => {
    const row = rows.find(({ variable }) => variable.path === path);
    if (row) onChoose(row.variable);
  };
  return (
    <Popover
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      triggerRef={anchor}
      placement="left top"
      className="flex h-120 w-105 max-w-[calc(100vw-2rem)] flex-col"
    >
      {/* The search is inside what scrolls, so that those who scroll by keys have a place to be. */}
      <Dialog
        aria-label={t("variables.title")}
        className="min-h-0 flex-1 overflow-auto outline-none"
      >
        <Autocomplete inputValue={search} onInputChange={setSearch}>
          <div className="sticky top-0 z-10 rounded-t-popover border-b border-line bg-surface p-2">
            <SearchField label={t("variables.search")} autoFocus />
          </div>
          <ListBox
            aria-label={t("variables.title")}
            onAction={(key) => choose(String(key))}
            renderEmptyState={() => (
              <p className="p-4 text-body text-ink-3">
                {isLoading ? t("variables.loading") : t("variables.none")}
              </p>
            )}
            className="p-1 outline-none"
          >
            {shown.map((row) => (
              <Row key={row.variable.path} row={row} isFlat={search !== ""} />
            ))}
          </ListBox>
        </Autocomplete>
      </Dialog>
    </Popover>
  );
}

function Row({ row, isFlat }: { readonly row: VariableRow; readonly isFlat: boolean }) {
  const { t } = useTranslation("panel");
  const titleOf = usePathTitle();
  const { variable, depth } = row;
  const title = isFlat || depth === 0 ? titleOf(variable.path) : variable.title;
  const sample = sampleText(variable);
  return (
    <Option
      id={variable.path}
      textValue={`${title} ${variable.path}`}
      icon={
        <span
          aria-hidden
          className="inline-flex size-6 shrink-0 items-center justify-center rounded-small bg-accent-bg font-mono text-label font-semibold text-accent-ink"
          style={{ marginInlineStart: isFlat ? 0 : depth * 16 }}
        >
          {signOf(variable)}
        </span>
      }
    >
      <span className="flex items-baseline gap-2" title={`${variable.path} (${variable.type})`}>
        <span className={depth === 0 ? "font-semibold" : undefined} dir="auto">
          {title}
        </span>
        <span className="min-w-0 flex-1 truncate text-end text-small text-ink-3">
          {sample ?? (variable.isCertain ? variable.type : t("variables.maybe"))}
        </span>
      </span>
    </Option>
  );
}
