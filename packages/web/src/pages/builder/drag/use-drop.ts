import { useTranslation } from "react-i18next";
import { announce } from "../../../ui/announcer.tsx";
import { useBuilderStore } from "../model/builder-store.ts";
import { moveEdits } from "../model/move.ts";
import { outermost } from "../model/selection.ts";
import { nameOfSteps } from "../model/step-actions.ts";
import { useStepTexts } from "../model/step-texts.ts";
import { tryEdit } from "../model/try-edit.ts";
import { dragStore } from "./drag-store.ts";

/** Moves what is dragged to the slot that it is near. */
export function useDrop(): () => void {
  const { t } = useTranslation("builder");
  const store = useBuilderStore();
  const { stepTitle } = useStepTexts();
  return () => {
    const { ids, near } = dragStore.getState();
    const { definition, marked } = store.getState();
    const edits = near && moveEdits(definition, ids, near);
    if (!edits) return;
    const steps = outermost(definition.steps, new Set(ids));
    const label = t("done.move", { title: nameOfSteps(steps, { t, titleOf: stepTitle }) });
    const mark = ids.length > 1 ? [...marked] : [];
    if (tryEdit({ t, store }, edits, { label, select: ids[0], mark })) announce(label);
  };
}
