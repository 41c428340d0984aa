import { type RefObject, useMemo, useState } from "react";
import { Autocomplete, Dialog, ListBox } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { Popover } from "../../../../ui/popover.tsx";
import { SearchField } from "../../../../ui/search-field.tsx";
import { Option } from "../../../../ui/option.tsx";
import { usePathTitle } from "./use-pill-reader.ts";
import { NotHere } from "./not-here.tsx";
import { useLoopOver } from "./use-loop-over.ts";
import {
  type ListForm,
  listForms,
  matches,
  sampleText,
  signOf,
  type Variable,
  type VariableRow,
  type VariableStyle,
} from "./variable-row.ts";
import { useVariables } from "./variables-context.tsx";

interface Props {
  readonly anchor: RefObject<Element | null>;
  /** How the field writes variables. */
  readonly style: VariableStyle;
  readonly onChoose: (variable: Variable, form?: ListForm) => void;
  readonly onClose: () => void;
}

/** How deep the tree is shown before anything is searched for, and how much of it. */
const depthMax = 2;
const rowsMax = 300;

/** All that can be read here: the nearest first, with the values that it had. */
export function VariablePicker({ anchor, style, onChoose, onClose }: Props) {
  const { t } = useTranslation("panel");
  const [search, setSearch] = useState("");
  const { rows, isLoading, isUnsaved } = useVariables();
  const none = isUnsaved ? "unsaved" : isLoading ? "loading" : "none";
  const shown = useMemo(
    () =>
      rows
        .filter((row) => (search === "" ? row.depth <= depthMax : matches(row, search)))
        .slice(0, rowsMax),
    [rows, search],
  );
  const choose = useChoose({ onChoose, onClose });
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
              <p className="p-4 text-body text-ink-3">{t(`variables.${none}`)}</p>
            )}
            className="p-1 outline-none"
          >
            {shown.flatMap((row) => [
              <Row key={row.variable.path} row={row} isFlat={search !== ""} />,
              ...formsOf(row.variable, style).map((form) => (
                <FormRow
                  key={`${row.variable.path}#${form}`}
                  row={row}
                  form={form}
                  isFlat={search !== ""}
                />
              )),
            ])}
          </ListBox>
          <NotHere search={search} />
        </Autocomplete>
      </Dialog>
    </Popover>
  );
}

function useChoose({ onChoose, onClose }: Pick<Props, "onChoose" | "onClose">) {
  const { rows } = useVariables();
  const loopOver = useLoopOver();
  return (key: string): void => {
    const [path = "", form] = key.split("#");
    const row = rows.find(({ variable }) => variable.path === path);
    if (!row) return;
    if (form === "loop") {
      onClose();
      loopOver(row.variable);
    } else onChoose(row.variable, form === "first" || form === "count" ? form : undefined);
  };
}

function formsOf({ kind }: Variable, style: VariableStyle): readonly (ListForm | "loop")[] {
  return kind === "list" ? [...listForms[style], "loop"] : [];
}

/** Another thing to do with the list above it. */
function FormRow({
  row: { variable, depth },
  form,
  isFlat,
}: {
  readonly row: VariableRow;
  readonly form: ListForm | "loop";
  readonly isFlat: boolean;
}) {
  const { t } = useTranslation("panel");
  const titleOf = usePathTitle();
  const text = t(`list_form.${form}`);
  return (
    <Option id={`${variable.path}#${form}`} textValue={`${text}: ${titleOf(variable.path)}`}>
      <span
        className="flex items-baseline gap-2 text-small"
        style={{ paddingInlineStart: (isFlat ? 0 : depth * 16) + 34 }}
      >
        <span className="text-ink-2">{text}</span>
        <span className="min-w-0 flex-1 truncate text-end text-ink-3">{variable.title}</span>
      </span>
    </Option>
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
