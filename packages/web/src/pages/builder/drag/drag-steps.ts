import type { CanvasHandle } from "../../../canvas/canvas-handle.ts";
import type { Layout } from "../../../canvas/layout.ts";
import type { BuilderStore } from "../model/builder-store.ts";
import { chosenSteps } from "../model/selection.ts";
import { dragStore, nearestSlot, type Slot, slotsFor } from "./drag-store.ts";

/* A step is dragged by the mouse, or all that are chosen where it is one of them. */

const startPx = 6;
const reachPx = 90;
const edgePx = 48;
const panPx = 12;

export interface DragPlace {
  readonly store: BuilderStore;
  readonly canvas: () => CanvasHandle | null;
  readonly layout: () => Layout;
  /** Where the canvas is on the screen. */
  readonly pane: HTMLElement;
  /** Shows what is dragged at a point of the window; undefined: no more. */
  readonly show: (point: Point | undefined) => void;
  readonly drop: () => void;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Watches the pointer until it is let go; a press that does not move stays a press. */
export function watchDrag(pressed: PointerEvent, stepId: string, place: DragPlace): void {
  const start = { x: pressed.clientX, y: pressed.clientY };
  const watching = new AbortController();
  const { signal } = watching;
  let dragging: Dragging | undefined;
  const end = (isDropped: boolean): void => {
    watching.abort();
    if (!dragging) return;
    // The press that ends the drag presses nothing.
    const swallow = (click: MouseEvent): void => click.stopPropagation();
    addEventListener("click", swallow, { capture: true, once: true });
    setTimeout(() => removeEventListener("click", swallow, { capture: true }));
    if (isDropped && dragStore.getState().near) place.drop();
    dragging.end();
  };
  const move = (moved: PointerEvent): void => {
    // It was let go where nobody tells us.
    if (moved.buttons === 0) return end(false);
    const point = { x: moved.clientX, y: moved.clientY };
    if (!dragging && Math.hypot(point.x - start.x, point.y - start.y) < startPx) return;
    dragging ??= startDragging(stepId, place);
    dragging.to(point);
  };
  addEventListener("pointermove", move, { signal });
  addEventListener("pointerup", () => end(true), { signal });
  addEventListener("pointercancel", () => end(false), { signal });
  addEventListener(
    "keydown",
    (key) => {
      if (key.key !== "Escape" || !dragging) return;
      key.stopPropagation();
      end(false);
    },
    { signal, capture: true },
  );
}

interface Dragging {
  to(point: Point): void;
  end(): void;
}

function startDragging(stepId: string, place: DragPlace): Dragging {
  const { store, canvas, layout, pane, show } = place;
  const state = store.getState();
  const ids = state.marked.has(stepId) ? chosenSteps(state).map(({ id }) => id) : [stepId];
  const slots = slotsFor(layout(), state.definition, ids);
  const edges = pane.getBoundingClientRect();
  let at: Point | undefined;
  const look = (): void => setNear(slots, at, canvas());
  dragStore.setState({ ids, near: undefined });
  const timer = setInterval(() => {
    const by = at && towardsEdge(at, edges);
    if (!by) return;
    canvas()?.pan(by);
    look();
  }, 16);
  return {
    to(point) {
      at = point;
      show(point);
      look();
    },
    end() {
      clearInterval(timer);
      show(undefined);
      dragStore.setState({ ids: [], near: undefined });
    },
  };
}

function setNear(
  slots: readonly Slot[],
  point: Point | undefined,
  canvas: CanvasHandle | null,
): void {
  if (!point || !canvas) return;
  const near = nearestSlot(slots, canvas.toDrawing(point), reachPx / canvas.zoom());
  if (near !== dragStore.getState().near) dragStore.setState({ near });
}

/** By how much the drawing moves while the pointer is at an edge of the canvas. */
function towardsEdge({ x, y }: Point, edges: DOMRect): Point | undefined {
  const along = (at: number, start: number, end: number): number =>
    at < start + edgePx ? panPx : at > end - edgePx ? -panPx : 0;
  const by = { x: along(x, edges.left, edges.right), y: along(y, edges.top, edges.bottom) };
  return by.x === 0 && by.y === 0 ? undefined : by;
}
