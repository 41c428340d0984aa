import { formatPath, type Json } from "@stepwell/core";
import { ChevronRight, Ellipsis } from "lucide-react";
import { createContext, use, useMemo, useState } from "react";
import { Button, Tree, TreeItem, TreeItemContent } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { IconButton } from "./button.tsx";
import { classes } from "./classes.ts";
import { copyText } from "./clipboard.ts";
import { cut, entriesOf, kindOf, plainText } from "./json-text.ts";
import { Menu, MenuItem } from "./menu.tsx";

/*
 * A value as a tree of its fields: arrows walk, left and right close and open, each row gives its
 * path and value to the clipboard. Only what is open is made, a hundred rows of a list at a time.
 */

interface Props {
  readonly label: string;
  readonly value: Json;
  /** Before each path: `steps.charge`. */
  readonly root?: string;
}

type Segments = readonly (string | number)[];

interface Opened {
  readonly expanded: ReadonlySet<string>;
  readonly root: string;
}

const OpenedContext = createContext<Opened>({ expanded: new Set(), root: "" });
const openedAtFirstMax = 12;

export function JsonTree({ label, value, root = "" }: Props) {
  const entries = entriesOf(value);
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(() => openedAtFirst(value));
  const opened = useMemo(() => ({ expanded, root }), [expanded, root]);
  return (
    <OpenedContext value={opened}>
      <Tree
        aria-label={label}
        expandedKeys={expanded}
        onExpandedChange={(keys) => setExpanded(new Set([...keys].map(String)))}
        className="flex flex-col outline-none"
      >
        <Rows entries={entries} path={[]} />
      </Tree>
    </OpenedContext>
  );
}

/** The first level, where that does not fill the screen. */
function openedAtFirst(value: Json): ReadonlySet<string> {
  const inner = entriesOf(value).filter(([, one]) => entriesOf(one).length > 0);
  const isSmall =
    inner.reduce((sum, [, one]) => sum + entriesOf(one).length, 0) <= openedAtFirstMax;
  return new Set(isSmall ? inner.map(([key]) => idOf([key])) : []);
}

function idOf(path: Segments): string {
  return JSON.stringify(path);
}

interface RowsProps {
  readonly entries: readonly (readonly [string | number, Json])[];
  readonly path: Segments;
}

const rowsAtOnce = 100;

function Rows({ entries, path }: RowsProps) {
  const { t } = useTranslation("data");
  const [shown, setShown] = useState(rowsAtOnce);
  const more = entries.length - shown;
  return (
    <>
      {entries.slice(0, shown).map(([key, value]) => (
        <ValueRow key={key} path={[...path, key]} value={value} />
      ))}
      {more > 0 && (
        <TreeItem
          id={`${idOf(path)} more`}
          textValue={t("more_rows", { count: more })}
          onAction={() => setShown(shown + rowsAtOnce)}
          className={rowClass}
        >
          <TreeItemContent>
            {({ level }) => (
              <span
                style={indent(level)}
                className="flex min-h-7 items-center text-small font-medium text-accent-ink"
              >
                {t("more_rows", { count: more })}
              </span>
            )}
          </TreeItemContent>
        </TreeItem>
      )}
    </>
  );
}

const rowClass =
  "group rounded-small outline-none data-focus-visible:-outline-offset-2 data-hovered:bg-sunken";

function indent(level: number): { readonly paddingInlineStart: string } {
  return { paddingInlineStart: `${(level - 1) * 16 + 4}px` };
}

interface RowProps {
  readonly path: Segments;
  readonly value: Json;
}

function ValueRow({ path, value }: RowProps) {
  const { expanded } = use(OpenedContext);
  const entries = entriesOf(value);
  const id = idOf(path);
  const name = String(path.at(-1));
  return (
    <TreeItem id={id} textValue={name} hasChildItems={entries.length > 0} className={rowClass}>
      <TreeItemContent>
        {({ level, isExpanded, hasChildItems }) => (
          <span
            style={indent(level)}
            className="flex min-h-7 items-start gap-1 text-small pointer-coarse:items-center"
          >
            <Chevron isExpanded={isExpanded} isShown={hasChildItems} />
            <span dir="auto" className="mt-1 shrink-0 font-medium text-ink-2">
              {name}
            </span>
            <span className="mt-1 min-w-0 flex-1 ps-1.5">
              <ValueText value={value} />
            </span>
            <RowMenu path={path} value={value} />
          </span>
        )}
      </TreeItemContent>
      {expanded.has(id) && <Rows entries={entries} path={path} />}
    </TreeItem>
  );
}

function Chevron({ isExpanded, isShown }: { isExpanded: boolean; isShown: boolean }) {
  if (!isShown) return <span className="w-6 shrink-0" />;
  return (
    <Button
      slot="chevron"
      className="mt-0.5 inline-flex size-6 shrink-0 items-center justify-center rounded-small text-ink-3 data-hovered:bg-line"
    >
      <ChevronRight
        aria-hidden
        size={14}
        className={classes(isExpanded ? "rotate-90" : "rtl:rotate-180")}
      />
    </Button>
  );
}

const textMax = 300;
const looks = { number: "text-run", boolean: "text-data", null: "text-ink-3" } as const;

function ValueText({ value }: { readonly value: Json }) {
  const { t } = useTranslation("data");
  const kind = kindOf(value);
  if (kind === "object" || kind === "list")
    return (
      <span className="text-ink-3">{t(`size.${kind}`, { count: entriesOf(value).length })}</span>
    );
  if (typeof value === "string") return <LongText text={value} />;
  return <code className={looks[kind as keyof typeof looks]}>{JSON.stringify(value)}</code>;
}

function LongText({ text }: { readonly text: string }) {
  const { t } = useTranslation("data");
  const [isWhole, setWhole] = useState(false);
  if (text === "") return <span className="text-ink-3">{t("empty_text")}</span>;
  return (
    <>
      <span dir="auto" className="break-words whitespace-pre-wrap text-ink">
        {isWhole ? text : cut(text, textMax)}
      </span>
      {text.length > textMax && (
        <Button
          onPress={() => setWhole(!isWhole)}
          className="ms-1 min-h-6 rounded-small px-1 font-medium text-accent-ink data-hovered:underline"
        >
          {isWhole ? t("show_less") : t("show_all")}
        </Button>
      )}
    </>
  );
}

function RowMenu({ path, value }: RowProps) {
  const { t } = useTranslation("data");
  const { root } = use(OpenedContext);
  const tail = formatPath([...path]);
  const whole = root === "" || tail.startsWith("[") ? `${root}${tail}` : `${root}.${tail}`;
  return (
    <Menu
      label={t("row_menu")}
      trigger={
        <IconButton
          label={t("row_menu_of", { name: String(path.at(-1)) })}
          className="size-6 pointer-fine:opacity-0 group-data-focus-visible-within:opacity-100 group-data-hovered:opacity-100 data-focus-visible:opacity-100 data-pressed:opacity-100"
        >
          <Ellipsis aria-hidden size={14} />
        </IconButton>
      }
    >
      <MenuItem onAction={() => void copyText(whole)}>{t("copy_path")}</MenuItem>
      <MenuItem onAction={() => void copyText(plainText(value))}>{t("copy_value")}</MenuItem>
    </Menu>
  );
}
