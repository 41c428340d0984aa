import { useRef } from "react";
import { useDragAndDrop } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { announce } from "../../../ui/announcer.tsx";
import { TreeDropLine } from "../../../ui/tree.tsx";
import { useBuilder, useBuilderStore } from "../model/builder-store.ts";
import { isHere, isInside, moveEdits } from "../model/move.ts";
import { outermost } from "../model/selection.ts";
import { nameOfSteps } from "../model/step-actions.ts";
import { useStepTexts } from "../model/step-texts.ts";
import { tryEdit } from "../model/try-edit.ts";
import { placeOfDrop } from "./drop-place.ts";

/** Rows are dragged by the mouse and by keys, with their places spoken. */
export function useOutlineDrag() {
  const { t } = useTranslation("builder");
  const store = useBuilderStore();
  const { stepTitle } = useStepTexts();
  const isReadOnly = useBuilder((state) => state.isReadOnly);
  const dragged = useRef<readonly string[]>([]);
  const stepsOf = (keys: Iterable<string | number>) =>
    outermost(store.getState().definition.steps, new Set([...keys].map(String)));
  return useDragAndDrop({
    isDisabled: isReadOnly,
    getItems: (keys) => stepsOf(keys).map(({ id }) => ({ "stepwell-step": id })),
    onDragStart({ keys }) {
      dragged.current = stepsOf(keys).map(({ id }) => id);
    },
    getDropOperation(target) {
      if (target.type !== "item") return "cancel";
      const { definition } = store.getState();
      const place = placeOfDrop(definition, target);
      const ids = dragged.current;
      if (!place || isInside(definition, ids, place) || isHere(definition, ids, place))
        return "cancel";
      return "move";
    },
    renderDropIndicator: (target) =>
      target.type === "item" ? <TreeDropLine target={target} /> : <span hidden />,
    onMove({ keys, target }) {
      const { definition } = store.getState();
      const steps = stepsOf(keys);
      const place = placeOfDrop(definition, target);
      const ids = steps.map(({ id }) => id);
      const edits = place && moveEdits(definition, ids, place);
      if (!edits || ids.length === 0) return;
      const label = t("done.move", { title: nameOfSteps(steps, { t, titleOf: stepTitle }) });
      if (tryEdit({ t, store }, edits, { label, select: ids[0], mark: ids })) announce(label);
    },
  });
}
