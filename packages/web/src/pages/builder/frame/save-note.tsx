import { Check, CloudOff } from "lucide-react";
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { lazyPart } from "../../../app/lazy-part.tsx";
import { Button } from "../../../ui/button.tsx";
import { CutText } from "../../../ui/cut-text.tsx";
import { Spinner } from "../../../ui/spinner.tsx";
import { triggerId } from "../../../canvas/layout.ts";
import { type BuilderState, useBuilder } from "../model/builder-store.ts";
import { useDraft } from "../model/draft-context.ts";
import { focusAlong } from "../model/focus-node.ts";

/** Seldom needed, with a menu and a dialog. */
const ConflictNote = lazyPart(async () => (await import("./conflict-note.tsx")).ConflictNote);

/** Whether the draft is saved, in words, and what to do where it is not. */
export function SaveNote() {
  const { t } = useTranslation("builder");
  const save = useBuilder((state) => state.save);
  const isReadOnly = useBuilder((state) => state.isReadOnly);
  const failure = useFailure(save);
  if (isReadOnly) return <span className="text-small text-ink-3">{t("save.read_only")}</span>;
  return (
    <output className="flex items-center gap-1.5 text-small text-ink-3">
      {save.kind === "saved" && (
        <>
          <Check aria-hidden size={14} /> {save.isTheirs ? t("save.followed") : t("save.saved")}
        </>
      )}
      {save.kind === "unsaved" && t("save.unsaved")}
      {save.kind === "saving" && failure === undefined && (
        <>
          <Spinner size={12} /> {t("save.saving")}
        </>
      )}
      {failure !== undefined && <Failed message={failure} isAgain={save.kind === "saving"} />}
      <Suspense>
        {save.kind === "conflict" && <ConflictNote theirs={save.theirs.definition} />}
      </Suspense>
    </output>
  );
}

/** Why it failed, until it is saved or edited: its button stays, with the focus, while it is tried again. */
function useFailure(save: BuilderState["save"]): string | undefined {
  const [last, setLast] = useState<string>();
  const now = save.kind === "failed" ? save.message : undefined;
  const failure = save.kind === "saving" ? last : now;
  if (failure !== last) setLast(failure);
  return failure;
}

function Failed({ message, isAgain }: { readonly message: string; readonly isAgain: boolean }) {
  const { t } = useTranslation("builder");
  const draft = useDraft();
  const again = async (): Promise<void> => {
    await draft.save();
    // Where it is saved, the button goes.
    requestAnimationFrame(() => focusAlong(draft.store.getState().selected ?? triggerId));
  };
  return (
    <span className="flex min-w-0 flex-wrap items-center gap-1.5 text-bad">
      <CloudOff aria-hidden size={14} /> {t("save.failed")}
      <Button size="small" isPending={isAgain} onPress={() => void again()}>
        {t("save.again")}
      </Button>
      <CutText label={t("save.failed")}>{message}</CutText>
    </span>
  );
}
