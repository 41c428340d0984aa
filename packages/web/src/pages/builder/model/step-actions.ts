import type { Definition, EditOperation, Place, StepDefinition } from "@stepwell/core";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { type Catalog, useCatalog } from "../../../api/catalog.ts";
import { useEnvironment } from "../../../api/environment.ts";
import { triggerId } from "../../../canvas/layout.ts";
import { announce } from "../../../ui/announcer.tsx";
import { toast } from "../../../ui/toasts.tsx";
import { runTo, type TrialStore, useTrialStore } from "../trial/trial-store.ts";
import { brokenBetween } from "../move/broken-values.ts";
import { useMoveDialog } from "../move/move-provider.tsx";
import { type Picker, usePicker } from "../picker/picker-provider.tsx";
import { countInside, keepBranchEdits } from "../removal/removal-edits.ts";
import { useAskRemoval } from "../removal/removal-provider.tsx";
import { carryOutRemoval } from "../removal/remove-steps.ts";
import { type BuilderStore, type Finding, useBuilderStore } from "./builder-store.ts";
import { duplicateEdits, insertedIds, pasteEdits, stepsInText, textOfSteps } from "./clipboard.ts";
import { areDisabled } from "./disabled.ts";
import { setOrClear } from "./set-or-clear.ts";
import { moveEdits, movedPlace } from "./move.ts";
import { placedIn } from "./places.ts";
import { chosenSteps } from "./selection.ts";
import { useStepTexts } from "./step-texts.ts";
import { tryEdit } from "./try-edit.ts";
import { type Wrapper, wrapEdits } from "./wrap.ts";
import { placeBeside } from "./walk.ts";

/** What can be done with the chosen steps: from keys, menus, the outline and the bar alike. */
export interface StepActions {
  remove(): void;
  /** Without asking, with all that is inside or but for the steps of a branch. */
  removeStep(stepId: string, keptBranchId?: string): void;
  duplicate(): void;
  copy(): Promise<boolean>;
  cut(): Promise<void>;
  paste(): Promise<void>;
  move(side: "up" | "down"): void;
  moveTo(): void;
  add(side: "before" | "after"): void;
  toggleCollapsed(): void;
  wrap(type: Wrapper): void;
  /** Runs leave the steps out; those that all are left out, no longer. */
  toggleDisabled(): void;
  /** Tries the draft up to the step. */
  runToHere(): void;
}

export function useStepActions(): StepActions {
  const { t } = useTranslation("builder");
  const store = useBuilderStore();
  const picker = usePicker();
  const trials = useTrialStore();
  const openMove = useMoveDialog();
  const texts = useStepTexts();
  const catalog = useCatalog();
  const titleOf = texts.stepTitle;
  const environment = useEnvironment();
  const askRemoval = useAskRemoval();
  const findBroken: Parts["findBroken"] = (before, after) =>
    brokenBetween(before, after, { environment });
  const known = { t, store, trials, picker, catalog, titleOf };
  return makeStepActions({ ...known, openMove, askRemoval, findBroken });
}

interface Parts {
  readonly t: TFunction<"builder">;
  readonly store: BuilderStore;
  readonly trials: TrialStore;
  readonly picker: Picker;
  readonly openMove: () => void;
  readonly askRemoval: (stepId: string) => void;
  readonly findBroken: (before: Definition, after: Definition) => Promise<readonly Finding[]>;
  readonly catalog: Catalog;
  readonly titleOf: (step: StepDefinition) => string;
}

function makeStepActions(parts: Parts): StepActions {
  const { store, picker, openMove } = parts;
  const actions = { ...editActions(parts), ...clipboardActions(parts) };
  return {
    ...actions,
    async cut() {
      // What is cut was chosen now; the clipboard may take a while.
      const steps = chosenSteps(store.getState());
      if (!store.getState().isReadOnly && (await actions.copy())) removeSteps(parts, steps);
    },
    add(side) {
      const { definition, selected = triggerId, isReadOnly } = store.getState();
      const node = document.querySelector(`[data-node="${selected}"]`);
      if (!node || isReadOnly) return;
      picker.open(placeBeside(definition, selected, selected === triggerId ? "after" : side), node);
    },
    runToHere() {
      const last = chosenSteps(store.getState()).at(-1);
      if (last) runTo(parts.trials, last.id);
    },
    toggleCollapsed() {
      for (const step of chosenSteps(store.getState()))
        if (step.branches) store.getState().toggleCollapsed(step.id);
    },
    moveTo() {
      if (!store.getState().isReadOnly && chosenSteps(store.getState()).length > 0) openMove();
    },
  };
}

/** How the chosen steps are called: by the title of one, by the number of several. */
export function nameOfSteps(
  steps: readonly StepDefinition[],
  { t, titleOf }: Pick<Parts, "t" | "titleOf">,
): string {
  const [first] = steps;
  return first && steps.length === 1 ? titleOf(first) : t("steps", { count: steps.length });
}

function editActions(parts: Parts) {
  const { t, store, catalog } = parts;
  return {
    wrap(type: Wrapper): void {
      const steps = chosenSteps(store.getState());
      const entry = catalog.steps.get(type);
      const { definition, isReadOnly } = store.getState();
      if (steps.length === 0 || !entry || isReadOnly) return;
      const ids = steps.map(({ id }) => id);
      const edits = wrapEdits(definition, ids, entry);
      const label = t("done.wrap", { title: nameOfSteps(steps, parts), wrapper: entry.title });
      if (tryEdit(parts, edits, { label, select: insertedIds(edits)[0] })) announce(label);
    },
    toggleDisabled(): void {
      const steps = chosenSteps(store.getState());
      if (steps.length === 0 || store.getState().isReadOnly) return;
      const disabled = !areDisabled(steps);
      const edits = steps.flatMap(({ id }) => setOrClear(id, { disabled: disabled || undefined }));
      const title = nameOfSteps(steps, parts);
      const label = disabled ? t("done.disable", { title }) : t("done.enable", { title });
      if (tryEdit(parts, edits, { label })) announce(label);
    },
    remove: () => removeChosen(parts),
    removeStep(stepId: string, keptBranchId?: string): void {
      const { definition } = store.getState();
      const step = placedIn(definition, stepId)?.step;
      if (!step) return;
      if (keptBranchId === undefined) removeSteps(parts, [step]);
      else removeSteps(parts, [step], keepBranchEdits(definition, stepId, keptBranchId));
    },
    duplicate(): void {
      const steps = chosenSteps(store.getState());
      if (steps.length === 0 || store.getState().isReadOnly) return;
      const edits = duplicateEdits(store.getState().definition, steps);
      const label = t("done.duplicate", { title: nameOfSteps(steps, parts) });
      const mark = insertedIds(edits);
      tryEdit(parts, edits, { label, select: mark[0], mark });
    },
    move(side: "up" | "down"): void {
      const { definition, isReadOnly } = store.getState();
      const steps = isReadOnly ? [] : chosenSteps(store.getState());
      const to = movedPlace(definition, steps, side);
      const ids = steps.map(({ id }) => id);
      const edits = to && moveEdits(definition, ids, to);
      if (!edits) return;
      const label = t("done.move", { title: nameOfSteps(steps, parts) });
      if (tryEdit(parts, edits, { label })) announce(label);
    },
  };
}

function removeSteps(
  parts: Parts,
  steps: readonly StepDefinition[],
  edits: readonly EditOperation[] = steps.map(({ id }) => ({ op: "removeStep", stepId: id })),
): void {
  if (steps.length === 0 || parts.store.getState().isReadOnly) return;
  carryOutRemoval(parts, { steps, edits, title: nameOfSteps(steps, parts) });
}

/** One with steps inside is asked about first. */
function removeChosen(parts: Parts): void {
  const steps = chosenSteps(parts.store.getState());
  const [first] = steps;
  if (steps.length === 1 && first && countInside(first) > 0) {
    if (!parts.store.getState().isReadOnly) parts.askRemoval(first.id);
  } else removeSteps(parts, steps);
}

function clipboardActions(parts: Parts) {
  const { t, store } = parts;
  return {
    async copy(): Promise<boolean> {
      const steps = chosenSteps(store.getState());
      if (steps.length === 0) return false;
      try {
        await navigator.clipboard.writeText(textOfSteps(steps));
        announce(t("said.copied", { title: nameOfSteps(steps, parts) }));
        return true;
      } catch {
        toast({ text: t("said.no_clipboard"), look: "error" });
        return false;
      }
    },
    async paste(): Promise<void> {
      if (store.getState().isReadOnly) return;
      const text = await navigator.clipboard.readText().catch(() => "");
      const steps = stepsInText(text);
      const { definition, selected = triggerId } = store.getState();
      if (!steps) return void toast({ text: t("said.nothing_to_paste") });
      const edits = pasteEdits(definition, steps, placeBehind(store));
      const label = t("done.paste", { count: steps.length });
      const mark = insertedIds(edits);
      tryEdit(parts, edits, { label, select: mark[0] ?? selected, mark });
    },
  };
}

/** Behind what is chosen; behind the trigger where nothing is. */
function placeBehind(store: BuilderStore): Place {
  const { definition, selected = triggerId } = store.getState();
  const last = chosenSteps(store.getState()).at(-1);
  return placeBeside(definition, last?.id ?? selected, "after");
}
