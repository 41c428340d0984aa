import { Check, CloudOff } from "lucide-react";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { lazyPart } from "../../../app/lazy-part.tsx";
import { Button } from "../../../ui/button.tsx";
import { CutText } from "../../../ui/cut-text.tsx";
import { Spinner } from "../../../ui/spinner.tsx";
import { useBuilder } from "../model/builder-store.ts";
import { useDraft } from "../model/draft-context.ts";

/** Seldom needed, with a menu and a dialog. */
const ConflictNote = lazyPart(async () => (await import("./conflict-note.tsx")).ConflictNote);

/** Whether the draft is saved, in words, and what to do where it is not. */
export function SaveNote() {
  const { t } = useTranslation("builder");
  const save = useBuilder((state) => state.save);
  const isReadOnly = useBuilder((state) => state.isReadOnly);
  const draft = useDraft();
  if (isReadOnly) return <span className="text-small text-ink-3">{t("save.read_only")}</span>;
  return (
    <output className="flex items-center gap-1.5 text-small text-ink-3">
      {save.kind === "saved" && (
        <>
          <Check aria-hidden size={14} /> {save.isTheirs ? t("save.followed") : t("save.saved")}
        </>
      )}
      {save.kind === "unsaved" && t("save.unsaved")}
      {save.kind === "saving" && (
        <>
          <Spinner size={12} /> {t("save.saving")}
        </>
      )}
      {save.kind === "failed" && (
        <span className="flex min-w-0 flex-wrap items-center gap-1.5 text-bad">
          <CloudOff aria-hidden size={14} /> {t("save.failed")}
          <Button size="small" onPress={() => void draft.save()}>
            {t("save.again")}
          </Button>
          <CutText label={t("save.failed")}>{save.message}</CutText>
        </span>
      )}
      <Suspense>
        {save.kind === "conflict" && <ConflictNote theirs={save.theirs.definition} />}
      </Suspense>
    </output>
  );
}
