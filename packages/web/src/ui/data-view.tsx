import type { Json } from "@stepwell/core";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./button.tsx";
import { ChoiceBar } from "./choice-bar.tsx";
import { CopyButton } from "./copy-button.tsx";
import { cut, entriesOf, plainText } from "./json-text.ts";
import { JsonTree } from "./json-tree.tsx";
import { keep, readKept } from "./browser-storage.ts";

/* A value that somebody wants to look into: as fields or as JSON. */

interface Props {
  readonly label: string;
  readonly value: Json;
  /** What its paths begin with. */
  readonly root?: string;
}

const forms = ["fields", "json"] as const;
type Form = (typeof forms)[number];
const formKey = "stepwell.data";

export function DataView({ label, value, root = "" }: Props) {
  const { t } = useTranslation("data");
  const [form, setForm] = useState<Form>(() => (readKept(formKey) === "json" ? "json" : "fields"));
  const isTree = entriesOf(value).length > 0;
  const choose = (next: Form): void => {
    keep(formKey, next);
    setForm(next);
  };
  if (isHidden(value)) return <p className="text-body text-ink-2">{t("hidden")}</p>;
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <div className="flex items-center gap-1">
        {isTree && (
          <ChoiceBar
            label={t("form")}
            choices={forms.map((id) => ({ id, label: t(id) }))}
            chosen={form}
            onChange={choose}
          />
        )}
        <span className="flex-1" />
        <CopyButton textOf={() => plainText(value)} />
      </div>
      {isTree && form === "fields" ? (
        <JsonTree label={label} value={value} root={root} />
      ) : (
        <JsonText label={label} value={value} />
      )}
    </div>
  );
}

/** What the server puts in the place of a confidential payload. */
function isHidden(value: Json): boolean {
  const entries = entriesOf(value);
  return entries.length === 1 && entries[0]?.[0] === "hidden" && entries[0][1] === true;
}

const charactersAtFirst = 64 * 1024;
/** As many as its greatest height shows. */
const rowsMax = 24;

/** As text; a large one only as far as it is asked for, for the browser lays out every line. */
function JsonText({ label, value }: Pick<Props, "label" | "value">) {
  const { t, i18n } = useTranslation("data");
  const text = useMemo(() => plainText(value), [value]);
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? text : cut(text, charactersAtFirst);
  const size = new Intl.NumberFormat(i18n.language).format(Math.ceil(text.length / 1024));
  return (
    <>
      <textarea
        readOnly
        aria-label={label}
        dir="ltr"
        value={shown}
        // For browsers that do not size it by what is in it.
        rows={shown.split("\n", rowsMax).length}
        className="field-sizing-content max-h-120 min-h-10 w-full resize-y rounded-control border border-line bg-bg p-3 font-mono text-small break-words text-ink"
      />
      {!isWhole && text.length > charactersAtFirst && (
        <span>
          <Button size="small" onPress={() => setWhole(true)}>
            {t("load_all", { size })}
          </Button>
        </span>
      )}
    </>
  );
}
