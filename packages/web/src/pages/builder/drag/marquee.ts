import type { RefObject } from "react";
import type { CanvasHandle } from "../../../canvas/canvas-handle.ts";
import { type Layout, sizes } from "../../../canvas/layout.ts";

/* Shift and a drag over empty canvas: all steps that the frame touches. */

interface Marquee {
  readonly pane: HTMLElement;
  readonly frame: HTMLElement | null;
  readonly layout: Layout;
  readonly canvas: RefObject<CanvasHandle | null>;
  readonly select: (ids: readonly string[]) => void;
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const startPx = 6;

export function watchMarquee(pressed: PointerEvent, marquee: Marquee): void {
  const { frame, canvas, layout, select } = marquee;
  const watching = new AbortController();
  const { signal } = watching;
  let box: Box | undefined;
  const end = (isTaken: boolean): void => {
    watching.abort();
    if (frame) frame.hidden = true;
    const handle = canvas.current;
    if (!box || !handle) return;
    // The press on the empty canvas would clear what was chosen.
    const swallow = (click: MouseEvent): void => click.stopPropagation();
    addEventListener("click", swallow, { capture: true, once: true });
    setTimeout(() => removeEventListener("click", swallow, { capture: true }));
    if (isTaken) select(stepsIn(layout, inDrawing(box, handle)));
  };
  const move = (moved: PointerEvent): void => {
    // It was let go where nobody tells us.
    if (moved.buttons === 0) return end(false);
    const next = boxBetween(pressed, moved);
    if (!box && next.right - next.left < startPx && next.bottom - next.top < startPx) return;
    box = next;
    if (frame) showBox(frame, next);
  };
  addEventListener("pointermove", move, { signal });
  addEventListener("pointerup", () => end(true), { signal });
  addEventListener("pointercancel", () => end(false), { signal });
  addEventListener("keydown", ({ key }) => key === "Escape" && end(false), { signal });
}

function boxBetween(one: PointerEvent, other: PointerEvent): Box {
  return {
    left: Math.min(one.clientX, other.clientX),
    top: Math.min(one.clientY, other.clientY),
    right: Math.max(one.clientX, other.clientX),
    bottom: Math.max(one.clientY, other.clientY),
  };
}

function showBox(frame: HTMLElement, { left, top, right, bottom }: Box): void {
  frame.hidden = false;
  Object.assign(frame.style, {
    left: `${left}px`,
    top: `${top}px`,
    width: `${right - left}px`,
    height: `${bottom - top}px`,
  });
}

function inDrawing({ left, top, right, bottom }: Box, canvas: CanvasHandle): Box {
  const start = canvas.toDrawing({ x: left, y: top });
  const end = canvas.toDrawing({ x: right, y: bottom });
  return { left: start.x, top: start.y, right: end.x, bottom: end.y };
}

function stepsIn({ nodes }: Pick<Layout, "nodes">, box: Box): readonly string[] {
  const { width, height } = sizes.node;
  return nodes
    .filter(({ kind }) => kind === "step")
    .filter(({ x }) => x < box.right && x + width > box.left)
    .filter(({ y }) => y < box.bottom && y + height > box.top)
    .map(({ id }) => id);
}
