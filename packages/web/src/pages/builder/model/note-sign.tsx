import type { StepDefinition } from "@stepwell/core";
import { StickyNote } from "lucide-react";
import { useTranslation } from "react-i18next";

/** Where a step has a note: its text on pointing. */
export function NoteSign({ step: { note } }: { readonly step: StepDefinition }) {
  return note !== undefined && <Sign note={note} />;
}

function Sign({ note }: { readonly note: string }) {
  const { t } = useTranslation("builder");
  return (
    <span title={note} className="shrink-0 text-ink-3">
      <StickyNote aria-hidden size={15} />
      <span className="sr-only">{t("has_note")}</span>
    </span>
  );
}
