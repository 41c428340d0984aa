import {
  type Definition,
  type EditOperation,
  type StepDefinition,
  walkSteps,
} from "@stepwell/core";
import type { TFunction } from "i18next";
import { triggerId } from "../../../canvas/layout.ts";
import { toast } from "../../../ui/toasts.tsx";
import { bringBackEdits } from "../model/bring-back.ts";
import type { BuilderStore, Finding } from "../model/builder-store.ts";
import { focusField } from "../model/focus-field.ts";
import { tryEdit } from "../model/try-edit.ts";
import { neighbour } from "../model/walk.ts";
import { fieldPathOf } from "../panel/model/field-path.ts";

interface Parts {
  readonly t: TFunction<"builder">;
  readonly store: BuilderStore;
  /** Which values are missed after it; rejected where nobody can tell. */
  readonly findBroken: (before: Definition, after: Definition) => Promise<readonly Finding[]>;
}

export interface Removal {
  readonly steps: readonly StepDefinition[];
  readonly edits: readonly EditOperation[];
  /** What is removed, for people. */
  readonly title: string;
}

/**
 * Carries a removal out; a note offers to take it back, and tells whom it leaves without a value as
 * soon as that is known.
 */
export function carryOutRemoval(parts: Parts, removal: Removal): void {
  const { t, store } = parts;
  const { definition: before } = store.getState();
  const { steps, edits, title } = removal;
  const select = neighbour(before, steps[0]?.id ?? triggerId, "up") ?? triggerId;
  if (!tryEdit(parts, edits, { label: t("done.delete", { title }), select })) return;
  const { definition: after } = store.getState();
  const undo = { label: t("undo"), onPress: undoOf(parts, removal) };
  const close = toast({ text: t("said.deleted", { title }), actions: [undo] });
  const tell = (broken: readonly Finding[]): void => {
    const [first] = broken;
    // It is about a draft that is no more where something else was done meanwhile.
    if (!first || store.getState().definition !== after) return;
    const count = new Set(broken.map(({ stepId }) => stepId)).size;
    const onPress = (): void => {
      store.getState().select(first.stepId ?? triggerId, true);
      focusField(fieldPathOf(first.path));
    };
    const text = t("said.deleted_and_missed", { title, count });
    close();
    toast({ text, actions: [{ label: t("said.show_missed"), onPress }, undo] });
  };
  parts.findBroken(before, after).then(tell, () => undefined);
}

/** Takes the removal back that was just done, and nothing that was done since. */
function undoOf({ t, store }: Parts, { steps, title }: Removal): () => void {
  const removal = store.getState().history.past.at(-1);
  return () => {
    const { history, undo, definition } = store.getState();
    if (!removal || history.past.at(-1) === removal) return undo();
    const ids = steps.map(({ id }) => id);
    const label = t("done.bring_back", { title });
    const elsewhere = new Set([...walkSteps(definition)].map(({ step }) => step.id));
    const edits = bringBackEdits(removal.before, ids, elsewhere);
    tryEdit({ t, store }, edits, { label, select: ids[0], mark: ids });
  };
}
