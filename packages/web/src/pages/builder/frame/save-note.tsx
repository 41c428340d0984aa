import { Check, CloudOff, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { call } from "../../../api/call.ts";
import { useEnvironment } from "../../../api/environment.ts";
import { Button } from "../../../ui/button.tsx";
import { Spinner } from "../../../ui/spinner.tsx";
import { useAutosave } from "../model/autosave-context.ts";
import { useBuilder, useBuilderStore } from "../model/builder-store.ts";

/** Whether the draft is saved, in words, and what to do where it is not. */
export function SaveNote() {
  const { t } = useTranslation("builder");
  const save = useBuilder((state) => state.save);
  const isReadOnly = useBuilder((state) => state.isReadOnly);
  const autosave = useAutosave();
  if (isReadOnly) return <span className="text-small text-ink-3">{t("save.read_only")}</span>;
  return (
    <output className="flex items-center gap-1.5 text-small text-ink-3">
      {save.kind === "saved" && (
        <>
          <Check aria-hidden size={14} /> {t("save.saved")}
        </>
      )}
      {save.kind === "unsaved" && t("save.unsaved")}
      {save.kind === "saving" && (
        <>
          <Spinner size={12} /> {t("save.saving")}
        </>
      )}
      {save.kind === "failed" && (
        <span className="flex items-center gap-1.5 text-bad" title={save.message}>
          <CloudOff aria-hidden size={14} /> {t("save.failed")}
          <Button size="small" onPress={() => void autosave.flush()}>
            {t("save.again")}
          </Button>
        </span>
      )}
      {save.kind === "conflict" && <Conflict />}
    </output>
  );
}

/** Somebody else saved meanwhile: theirs, or ours over theirs. */
function Conflict() {
  const { t } = useTranslation("builder");
  const store = useBuilderStore();
  const environment = useEnvironment();
  const autosave = useAutosave();
  const read = () =>
    call("getWorkflow", { params: { id: store.getState().workflowId } }, { environment });
  const takeTheirs = async (): Promise<void> => {
    const { draft } = await read();
    store.setState({ revision: draft.revision });
    // As an edit: Undo brings one's own back.
    store.getState().replace(draft.definition as never, t("save.take_theirs"));
    await autosave.flush();
  };
  const keepMine = async (): Promise<void> => {
    const { draft } = await read();
    store.setState({ revision: draft.revision, save: { kind: "unsaved" } });
    await autosave.flush();
  };
  return (
    <span className="flex flex-wrap items-center gap-1.5 text-wait">
      <TriangleAlert aria-hidden size={14} /> {t("save.conflict")}
      <Button size="small" onPress={() => void takeTheirs()}>
        {t("save.take_theirs")}
      </Button>
      <Button size="small" onPress={() => void keepMine()}>
        {t("save.keep_mine")}
      </Button>
    </span>
  );
}
