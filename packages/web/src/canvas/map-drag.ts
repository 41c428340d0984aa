import { useReactFlow } from "@xyflow/react";
import { type PointerEvent, useRef } from "react";
import type { Layout } from "./layout.ts";
import { within } from "./map-size.ts";

interface Point {
  readonly x: number;
  readonly y: number;
}

interface Drag {
  /** What the map showed at its start: it grows while the view leaves the drawing. */
  readonly toDrawing: (pointer: Point) => Point;
  /** From the pointer to the middle of the view. */
  readonly held: Point;
  readonly start: Point;
}

/** A hand that presses moves the mouse a little. */
const slackPx = 3;

/**
 * A press on the map brings the view there; the frame is dragged by where it was taken. Neither
 * leaves the drawing.
 */
export function useMapDrag(layout: Layout) {
  const { getViewport, setCenter } = useReactFlow();
  const drag = useRef<Drag>(undefined);
  const go = ({ x, y }: Point): void =>
    void setCenter(...within(layout, { x, y }), { zoom: getViewport().zoom });
  return {
    onPointerDown(pressed: PointerEvent): void {
      const map = pressed.target instanceof Element && pressed.target.closest("svg");
      const pane = map && map.closest<HTMLElement>(".react-flow");
      const screen = map && map.getScreenCTM()?.inverse();
      if (!map || !pane || !screen || pressed.button !== 0) return;
      const toDrawing = ({ x, y }: Point): Point => new DOMPoint(x, y).matrixTransform(screen);
      const { x, y, zoom } = getViewport();
      const half = { x: pane.clientWidth / 2 / zoom, y: pane.clientHeight / 2 / zoom };
      const start = pointOf(pressed);
      const at = toDrawing(start);
      const held = { x: half.x - x / zoom - at.x, y: half.y - y / zoom - at.y };
      const isInFrame = Math.abs(held.x) <= half.x && Math.abs(held.y) <= half.y;
      map.setPointerCapture(pressed.pointerId);
      drag.current = { toDrawing, held: isInFrame ? held : { x: 0, y: 0 }, start };
      if (!isInFrame) go(at);
    },
    onPointerMove(moved: PointerEvent): void {
      if (!drag.current || isNear(drag.current, moved)) return;
      const { toDrawing, held } = drag.current;
      const at = toDrawing(pointOf(moved));
      drag.current = { ...drag.current, start: { x: Infinity, y: Infinity } };
      go({ x: at.x + held.x, y: at.y + held.y });
    },
    onPointerUp(left: PointerEvent): void {
      if (drag.current && isNear(drag.current, left)) go(drag.current.toDrawing(pointOf(left)));
      drag.current = undefined;
    },
    onPointerCancel: (): void => void (drag.current = undefined),
  };
}

function pointOf({ clientX, clientY }: PointerEvent): Point {
  return { x: clientX, y: clientY };
}

/** Once it was dragged it is never a press again. */
function isNear({ start }: Drag, { clientX, clientY }: PointerEvent): boolean {
  return Math.abs(clientX - start.x) <= slackPx && Math.abs(clientY - start.y) <= slackPx;
}
