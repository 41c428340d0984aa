import type { Place, StepDefinition } from "@stepwell/core";
import { useTranslation } from "react-i18next";
import { type StepTypeEntry, useCatalog } from "../../../api/catalog.ts";
import { announce } from "../../../ui/announcer.tsx";
import { useBuilderStore } from "../model/builder-store.ts";
import { insertedIds, pasteEdits } from "../model/clipboard.ts";
import { focusField, focusFirstField } from "../model/focus-field.ts";
import { setFreshStep } from "../model/fresh-step.ts";
import { tryEdit } from "../model/try-edit.ts";
import { keepRecent } from "./recent-types.ts";
import { newStep } from "../model/new-step.ts";

/** Inserts at a place, selects what was inserted, and says so. */
export function useInsert(place: Place) {
  const { t } = useTranslation("builder");
  const store = useBuilderStore();
  const { steps } = useCatalog();
  return {
    step(type: string): void {
      const entry = steps.get(type);
      if (!entry) return;
      const step = newStep(store.getState().definition, entry);
      const label = t("done.add", { title: entry.title });
      const edits = [{ op: "insertStep", step, at: place }] as const;
      if (!tryEdit({ t, store }, edits, { label, select: step.id })) return;
      setFreshStep(step);
      keepRecent(type);
      store.getState().fillIn(step.id);
      announce(t("said.added", { title: entry.title }));
      focusRequired(entry);
    },
    paste(copied: readonly StepDefinition[]): void {
      const edits = pasteEdits(store.getState().definition, copied, place);
      const label = t("done.paste", { count: copied.length });
      const mark = insertedIds(edits);
      tryEdit({ t, store }, edits, { label, select: mark[0], mark });
    },
  };
}

/** Where nothing else is asked for, the first branch asks when it is taken. */
function focusRequired({ config, branches }: StepTypeEntry): void {
  const asksWhen = branches?.kind === "free" && branches.fallbackId !== undefined;
  if (asksWhen && (config.required ?? []).length === 0) focusField("branches.0.when");
  else focusFirstField();
}
