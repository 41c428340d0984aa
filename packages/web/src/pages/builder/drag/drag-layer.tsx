import { type PointerEvent as ReactPointerEvent, type ReactNode, useRef } from "react";
import { type CanvasHandle, useCanvasHandle } from "../../../canvas/canvas-handle.ts";
import { type Layout, triggerId } from "../../../canvas/layout.ts";
import { useBuilderStore } from "../model/builder-store.ts";
import { type Point, watchDrag } from "./drag-steps.ts";
import { nearestSlot, type Slot, slotsFor } from "./drag-store.ts";
import { Ghost, type GhostHandle } from "./ghost.tsx";
import { keepsTouches } from "./hold.ts";
import { watchMarquee } from "./marquee.ts";
import { useDrop } from "./use-drop.ts";

interface Props {
  readonly layout: Layout;
  readonly children: ReactNode;
}

/** The canvas, with what the pointer does over it beside pressing: dragging steps, and a marquee. */
export function DragLayer({ layout, children }: Props) {
  const store = useBuilderStore();
  const canvas = useCanvasHandle();
  const ghost = useRef<GhostHandle>(null);
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
    const near = (ids: readonly string[]) => {
      const slots = slotsFor(layout, store.getState().definition, ids);
      return (point: Point) => slotAt(slots, point, canvas.current);
    };
    const show = (point: Point | undefined) => ghost.current?.show(point);
    const pan = (by: Point) => canvas.current?.pan(by);
    const place = { store, pane, near, pan, show, drop };
    return watchDrag(nativeEvent, id, place);
  };
  return (
    <div
      ref={keepsTouches}
      role="presentation"
      data-drawing
      className="relative h-full"
      onPointerDown={press}
    >
      {children}
      <div
        ref={frame}
        hidden
        className="pointer-events-none fixed z-30 rounded-small border border-accent bg-accent-bg opacity-50"
      />
      <Ghost ref={ghost} />
    </div>
  );
}

const reachPx = 90;

function slotAt(slots: readonly Slot[], point: Point, canvas: CanvasHandle | null) {
  return canvas ? nearestSlot(slots, canvas.toDrawing(point), reachPx / canvas.zoom()) : undefined;
}

function isPlainPress({ button }: PointerEvent): boolean {
  return button === 0;
}

function hasModifier({ ctrlKey, metaKey, shiftKey }: PointerEvent): boolean {
  return ctrlKey || metaKey || shiftKey;
}
