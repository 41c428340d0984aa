import { findStep, type StepDefinition } from "@stepwell/core";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { type Catalog, useCatalog } from "../../../api/catalog.ts";
import { triggerId } from "../../../canvas/layout.ts";
import { announce } from "../../../ui/announcer.tsx";
import { toast } from "../../../ui/toasts.tsx";
import { runTo, type TrialStore, useTrialStore } from "../trial/trial-store.ts";
import { type Picker, usePicker } from "../picker/picker-provider.tsx";
import { type BuilderStore, useBuilderStore } from "./builder-store.ts";
import { duplicateEdits, insertedId, pasteEdits, stepsInText, textOfSteps } from "./clipboard.ts";
import { useStepTexts } from "./step-texts.ts";
import { type Wrapper, wrapEdits } from "./wrap.ts";
import { movedPlace, neighbour, placeBeside } from "./walk.ts";

/** What can be done with the selected step: from keys, menus and the outline alike. */
export interface StepActions {
  remove(): void;
  duplicate(): void;
  copy(): Promise<boolean>;
  cut(): Promise<void>;
  paste(): Promise<void>;
  move(side: "up" | "down"): void;
  add(side: "before" | "after"): void;
  toggleCollapsed(): void;
  wrap(type: Wrapper): void;
  /** Tries the draft up to the step. */
  runToHere(): void;
}

export function useStepActions(): StepActions {
  const { t } = useTranslation("builder");
  const store = useBuilderStore();
  const picker = usePicker();
  const trials = useTrialStore();
  const texts = useStepTexts();
  const catalog = useCatalog();
  return makeStepActions({ t, store, trials, picker, catalog, titleOf: texts.stepTitle });
}

interface Parts {
  readonly t: TFunction<"builder">;
  readonly store: BuilderStore;
  readonly trials: TrialStore;
  readonly picker: Picker;
  readonly catalog: Catalog;
  readonly titleOf: (step: StepDefinition) => string;
}

function makeStepActions(parts: Parts): StepActions {
  const { store, picker } = parts;
  const actions = { ...editActions(parts), ...clipboardActions(parts) };
  return {
    ...actions,
    async cut() {
      if (await actions.copy()) actions.remove();
    },
    add(side) {
      const { definition, selected = triggerId, isReadOnly } = store.getState();
      const node = document.querySelector(`[data-node="${selected}"]`);
      if (!node || isReadOnly) return;
      picker.open(placeBeside(definition, selected, selected === triggerId ? "after" : side), node);
    },
    runToHere() {
      const step = selectedStep(store);
      if (step) runTo(parts.trials, step.id);
    },
    toggleCollapsed() {
      const step = selectedStep(store);
      if (step?.branches) store.getState().toggleCollapsed(step.id);
    },
  };
}

function selectedStep(store: BuilderStore): StepDefinition | undefined {
  const { definition, selected } = store.getState();
  return selected === undefined ? undefined : findStep(definition, selected)?.step;
}

function editActions({ t, store, catalog, titleOf }: Parts) {
  return {
    wrap(type: Wrapper): void {
      const step = selectedStep(store);
      const entry = catalog.steps.get(type);
      if (!step || !entry) return;
      const edits = wrapEdits(store.getState().definition, step.id, entry);
      const label = t("done.wrap", { title: titleOf(step), wrapper: entry.title });
      store.getState().edit(edits, { label, select: insertedId(edits) ?? step.id });
      announce(label);
    },
    remove(): void {
      const step = selectedStep(store);
      if (!step) return;
      const { definition, edit, undo } = store.getState();
      const refused = edit([{ op: "removeStep", stepId: step.id }], {
        label: t("done.delete", { title: titleOf(step) }),
        select: neighbour(definition, step.id, "up") ?? triggerId,
      });
      if (refused !== undefined) return;
      toast({
        text: t("said.deleted", { title: titleOf(step) }),
        action: { label: t("undo"), onPress: undo },
      });
    },
    duplicate(): void {
      const step = selectedStep(store);
      if (!step) return;
      const edits = duplicateEdits(store.getState().definition, step.id);
      const label = t("done.duplicate", { title: titleOf(step) });
      store.getState().edit(edits, { label, select: insertedId(edits) ?? step.id });
    },
    move(side: "up" | "down"): void {
      const step = selectedStep(store);
      const to = step && movedPlace(store.getState().definition, step.id, side);
      if (!step || !to) return;
      const label = t("done.move", { title: titleOf(step) });
      store.getState().edit([{ op: "moveStep", stepId: step.id, to }], { label });
      announce(label);
    },
  };
}

function clipboardActions({ t, store, titleOf }: Parts) {
  return {
    async copy(): Promise<boolean> {
      const step = selectedStep(store);
      if (!step) return false;
      try {
        await navigator.clipboard.writeText(textOfSteps([step]));
        announce(t("said.copied", { title: titleOf(step) }));
        return true;
      } catch {
        toast({ text: t("said.no_clipboard"), look: "error" });
        return false;
      }
    },
    async paste(): Promise<void> {
      const text = await navigator.clipboard.readText().catch(() => "");
      const steps = stepsInText(text);
      const { definition, selected = triggerId, edit } = store.getState();
      if (!steps) return toast({ text: t("said.nothing_to_paste") });
      const edits = pasteEdits(definition, steps, placeBeside(definition, selected, "after"));
      const label = t("done.paste", { count: steps.length });
      edit(edits, { label, select: insertedId(edits) ?? selected });
    },
  };
}
