import type { Place } from "@stepwell/core";
import type { BuilderStore } from "../model/builder-store.ts";
import { chosenSteps } from "../model/selection.ts";
import { dragStore, isSamePlace } from "./drag-store.ts";
import { watchHold } from "./hold.ts";

/* A step is dragged by a pointer, or all that are chosen where it is one of them. */

const startPx = 6;
const edgePx = 48;
const panPx = 12;
/** So much above a finger, which covers what is beneath it. */
const fingerPx = 72;

export interface DragPlace {
  readonly store: BuilderStore;
  /** What moves when the pointer is at its edges. */
  readonly pane: HTMLElement;
  /** For what is dragged: the slot at a point of the window. */
  readonly near: (ids: readonly string[]) => (point: Point) => Place | undefined;
  readonly pan: (by: Point) => void;
  /** Shows what is dragged at a point of the window; undefined: no more. */
  readonly show: (point: Point | undefined) => void;
  readonly drop: () => void;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Watches the pointer until it is let go; a press that does not move stays a press. */
export function watchDrag(pressed: PointerEvent, stepId: string, place: DragPlace): void {
  const start = { x: pressed.clientX, y: pressed.clientY };
  const isTouch = pressed.pointerType === "touch";
  const watching = new AbortController();
  const { signal } = watching;
  let dragging: Dragging | undefined;
  const end = (isDropped: boolean): void => {
    watching.abort();
    if (!dragging) return;
    swallowClick();
    if (isDropped && dragStore.getState().near) place.drop();
    dragging.end();
  };
  const drag = (point: Point): void => {
    dragging ??= startDragging(stepId, place, isTouch);
    dragging.to(point);
  };
  if (isTouch) watchHold(pressed, { signal, onHeld: () => drag(start), onGone: () => end(false) });
  const isOther = ({ pointerId }: PointerEvent): boolean =>
    isTouch && pointerId !== pressed.pointerId;
  const move = (moved: PointerEvent): void => {
    if (isOther(moved)) return;
    // It was let go where nobody tells us.
    if (moved.buttons === 0) return end(false);
    const point = { x: moved.clientX, y: moved.clientY };
    const isFar = Math.hypot(point.x - start.x, point.y - start.y) >= startPx;
    if (dragging || (isFar && !isTouch)) drag(point);
  };
  addEventListener("pointermove", move, { signal });
  addEventListener("pointerup", (lifted) => isOther(lifted) || end(true), { signal });
  // What is not trusted is our own word to others: see hold.ts.
  const cancel = (event: PointerEvent): void => {
    if (event.isTrusted && !isOther(event)) end(false);
  };
  addEventListener("pointercancel", cancel, { signal });
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

/** The press that ends the drag presses nothing. */
function swallowClick(): void {
  const swallow = (click: MouseEvent): void => click.stopPropagation();
  addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => removeEventListener("click", swallow, { capture: true }));
}

interface Dragging {
  to(point: Point): void;
  end(): void;
}

function startDragging(stepId: string, place: DragPlace, isTouch: boolean): Dragging {
  const { store, pane, show, pan } = place;
  const state = store.getState();
  const ids = state.marked.has(stepId) ? chosenSteps(state).map(({ id }) => id) : [stepId];
  const slotAt = place.near(ids);
  const edges = pane.getBoundingClientRect();
  let at: Point | undefined;
  const look = (): void => {
    if (at) setNear(slotAt(at));
  };
  dragStore.setState({ ids, near: undefined });
  const timer = setInterval(() => {
    const by = at && towardsEdge(at, edges);
    if (!by) return;
    pan(by);
    look();
  }, 16);
  return {
    to(point) {
      at = point;
      show(isTouch ? { x: point.x, y: point.y - fingerPx } : point);
      look();
    },
    end() {
      clearInterval(timer);
      show(undefined);
      dragStore.setState({ ids: [], near: undefined });
    },
  };
}

function setNear(near: Place | undefined): void {
  const { near: before } = dragStore.getState();
  const isSame = near && before ? isSamePlace(near, before) : near === before;
  if (!isSame) dragStore.setState({ near });
}

/** By how much the drawing moves while the pointer is at an edge of the canvas. */
function towardsEdge({ x, y }: Point, edges: DOMRect): Point | undefined {
  const along = (at: number, start: number, end: number): number =>
    at < start + edgePx ? panPx : at > end - edgePx ? -panPx : 0;
  const by = { x: along(x, edges.left, edges.right), y: along(y, edges.top, edges.bottom) };
  return by.x === 0 && by.y === 0 ? undefined : by;
}
