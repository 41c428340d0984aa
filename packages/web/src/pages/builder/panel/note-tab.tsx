import { findStep } from "@stepwell/core";
import { useTranslation } from "react-i18next";
import { TextField } from "../../../ui/text-field.tsx";
import { useBuilder, useBuilderStore } from "../model/builder-store.ts";
import { setOrClear } from "../model/set-or-clear.ts";

/** What people want to tell each other about the step; runs do not see it. */
export function NoteTab({ id }: { readonly id: string }) {
  const { t } = useTranslation("panel");
  const store = useBuilderStore();
  const note = useBuilder(({ definition }) => findStep(definition, id)?.step.note);
  const isReadOnly = useBuilder((state) => state.isReadOnly);
  const change = (text: string): void => {
    const edits = setOrClear(id, { note: text === "" ? undefined : text });
    store.getState().edit(edits, { label: t("done.note"), mergeKey: `${id} note` });
  };
  return (
    <TextField
      label={t("note.label")}
      description={t("note.hint")}
      rows={8}
      maxLength={10_000}
      isReadOnly={isReadOnly}
      value={note ?? ""}
      onChange={change}
    />
  );
}
