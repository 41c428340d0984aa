import { type Ref, useImperativeHandle, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { BrokenNote } from "../move/broken-note.tsx";
import { useBuilderStore } from "../model/builder-store.ts";
import { moveEdits } from "../model/move.ts";
import { outermost } from "../model/selection.ts";
import { nameOfSteps } from "../model/step-actions.ts";
import { useStepTexts } from "../model/step-texts.ts";
import type { Point } from "./drag-steps.ts";
import { dragStore } from "./drag-store.ts";

export interface GhostHandle {
  /** At a point of the window; undefined: no more. */
  show(point: Point | undefined): void;
}

const widthPx = 288;
const marginPx = 8;

/** What is dragged, beside the pointer, and what would break where it is. */
export function Ghost({ ref }: { readonly ref: Ref<GhostHandle> }) {
  const place = useRef<HTMLDivElement>(null);
  // Moves without rendering: this happens at each point that the pointer comes by.
  useImperativeHandle(ref, () => ({
    show(point) {
      if (!place.current) return;
      place.current.hidden = !point;
      if (!point) return;
      const x = Math.max(marginPx, Math.min(point.x + 14, innerWidth - widthPx - marginPx));
      place.current.style.transform = `translate(${x}px, ${Math.max(marginPx, point.y + 10)}px)`;
    },
  }));
  return (
    // At the left also where one reads from the right: the pointer is told from there.
    <div ref={place} hidden style={{ left: 0, top: 0 }} className="pointer-events-none fixed z-40">
      <Card />
    </div>
  );
}

function useDropEdits() {
  const store = useBuilderStore();
  const { ids, near } = useStore(dragStore);
  return useMemo(
    () => (near ? moveEdits(store.getState().definition, ids, near) : undefined),
    [store, ids, near],
  );
}

function Card() {
  const { t } = useTranslation("builder");
  const edits = useDropEdits();
  const title = useDraggedTitle();
  return (
    <div className="flex max-w-72 flex-col gap-1 rounded-card border border-accent bg-surface px-3 py-2 shadow-popover">
      <span className="truncate text-node font-semibold">{title}</span>
      {edits ? (
        <BrokenNote edits={edits} />
      ) : (
        <span className="text-small text-ink-3">{t("move.drag_hint")}</span>
      )}
    </div>
  );
}

function useDraggedTitle(): string {
  const { t } = useTranslation("builder");
  const { stepTitle } = useStepTexts();
  const store = useBuilderStore();
  const ids = useStore(dragStore, (state) => state.ids);
  const { definition } = store.getState();
  const steps = outermost(definition.steps, new Set(ids));
  return steps.length === 0 ? "" : nameOfSteps(steps, { t, titleOf: stepTitle });
}
