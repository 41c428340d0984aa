import {
  type PointerEvent as ReactPointerEvent,
  type ReactNode,
  type RefObject,
  useMemo,
  useRef,
} from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { useCanvasHandle } from "../../../canvas/canvas-handle.ts";
import { type Layout, triggerId } from "../../../canvas/layout.ts";
import { announce } from "../../../ui/announcer.tsx";
import { BrokenNote } from "../move/broken-note.tsx";
import { useBuilderStore } from "../model/builder-store.ts";
import { moveEdits } from "../model/move.ts";
import { outermost } from "../model/selection.ts";
import { nameOfSteps } from "../model/step-actions.ts";
import { useStepTexts } from "../model/step-texts.ts";
import { tryEdit } from "../model/try-edit.ts";
import { watchDrag } from "./drag-steps.ts";
import { dragStore } from "./drag-store.ts";
import { watchMarquee } from "./marquee.ts";

interface Props {
  readonly layout: Layout;
  readonly children: ReactNode;
}

/** The canvas, with what the mouse does over it beside pressing: dragging steps, and a marquee. */
export function DragLayer({ layout, children }: Props) {
  const store = useBuilderStore();
  const canvas = useCanvasHandle();
  const ghost = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const drop = useDrop();
  const press = (pressed: ReactPointerEvent<HTMLDivElement>): void => {
    const { target, nativeEvent, currentTarget: pane } = pressed;
    if (!(target instanceof Element) || !isPlainPress(nativeEvent)) return;
    const id = target.closest<HTMLElement>("[data-node]")?.dataset["node"];
    if (id === undefined && nativeEvent.shiftKey && target.closest(".react-flow__pane")) {
      const select = (ids: readonly string[]) => store.getState().mark(ids, { selected: ids[0] });
      return watchMarquee(nativeEvent, { pane, frame: frame.current, layout, canvas, select });
    }
    const isStep = id !== undefined && id !== triggerId && !hasModifier(nativeEvent);
    if (!isStep || store.getState().isReadOnly) return undefined;
    const show = (point: { x: number; y: number } | undefined) => showAt(ghost, point);
    const place = { store, canvas: () => canvas.current, layout: () => layout, pane, show, drop };
    return watchDrag(nativeEvent, id, place);
  };
  return (
    <div role="presentation" data-drawing className="relative h-full" onPointerDown={press}>
      {children}
      <div
        ref={frame}
        hidden
        className="pointer-events-none fixed z-30 rounded-small border border-accent bg-accent-bg opacity-50"
      />
      {/* At the left also where one reads from the right: the mouse is told from there. */}
      <div
        ref={ghost}
        hidden
        style={{ left: 0, top: 0 }}
        className="pointer-events-none fixed z-40"
      >
        <Ghost />
      </div>
    </div>
  );
}

/** Moves without rendering: this happens at each point that the mouse comes by. */
function showAt(
  ghost: RefObject<HTMLDivElement | null>,
  point: { readonly x: number; readonly y: number } | undefined,
): void {
  if (!ghost.current) return;
  ghost.current.hidden = !point;
  if (point) ghost.current.style.transform = `translate(${point.x + 14}px, ${point.y + 10}px)`;
}

function isPlainPress({ button, pointerType }: PointerEvent): boolean {
  return button === 0 && pointerType !== "touch";
}

function hasModifier({ ctrlKey, metaKey, shiftKey }: PointerEvent): boolean {
  return ctrlKey || metaKey || shiftKey;
}

function useDropEdits() {
  const store = useBuilderStore();
  const { ids, near } = useStore(dragStore);
  return useMemo(
    () => (near ? moveEdits(store.getState().definition, ids, near) : undefined),
    [store, ids, near],
  );
}

/** What is dragged, beside the mouse, and what would break where it is. */
function Ghost() {
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

function useDrop(): () => void {
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
