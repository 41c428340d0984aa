import { useReactFlow } from "@xyflow/react";
import { useCallback, useEffect, useRef } from "react";
import { letterSize } from "../ui/letter-size.ts";
import { type Layout, nodeSizes } from "./layout.ts";

/* Where the drawing stands in its pane. */

interface PlacingProps {
  readonly layout: Layout;
  /** The node that is to be seen. */
  readonly shownId: string | undefined;
  /** What stands on the lines is pressed: at first it has its real size, so that it can be. */
  readonly isEdited: boolean;
}

/**
 * At first the trigger is at the top, in the middle, at its real size; until somebody touches the
 * drawing it stays in the middle when a panel opens beside it. What is selected is moved out from
 * under an edge, and never further.
 */
export function Placing({ layout, shownId, isEdited }: PlacingProps) {
  const { getViewport, setViewport } = useReactFlow();
  const mark = useRef<HTMLSpanElement>(null);
  const drawingWidth = layout.width;
  const show = useCallback((): void => {
    const node = layout.nodes.find((one) => one.id === shownId);
    const pane = mark.current?.closest(".react-flow");
    if (!node || !pane) return;
    const { x, y, zoom } = getViewport();
    const { width, height } = nodeSizes[node.kind];
    const dx = overshoot(node.x * zoom + x, width * zoom, pane.clientWidth);
    const dy = overshoot(node.y * zoom + y, height * zoom, pane.clientHeight);
    if (dx !== 0 || dy !== 0) void setViewport({ x: x - dx, y: y - dy, zoom });
  }, [layout, shownId, getViewport, setViewport]);

  const room = useRef<number>(undefined);
  const isTouched = useRef(false);
  const centre = useCallback(
    (width: number): void => {
      const before = room.current;
      room.current = width;
      if (before === undefined) {
        const fitting = Math.max(0.55, (width - 2 * margin) / drawingWidth);
        const zoom = isEdited ? letterSize() : Math.min(letterSize(), fitting);
        void setViewport({ x: (width - drawingWidth * zoom) / 2, y: 40, zoom });
      } else if (!isTouched.current) {
        const { x, y, zoom } = getViewport();
        void setViewport({ x: x + (width - before) / 2, y, zoom });
      }
    },
    [drawingWidth, isEdited, getViewport, setViewport],
  );

  useEffect(() => {
    const pane = mark.current?.closest(".react-flow");
    if (!pane) return undefined;
    const touch = (): void => void (isTouched.current = true);
    const touches = ["pointerdown", "wheel", "keydown"] as const;
    for (const name of touches) pane.addEventListener(name, touch, { passive: true });
    const watched = new ResizeObserver(() => {
      centre(pane.clientWidth);
      show();
    });
    watched.observe(pane);
    return () => {
      watched.disconnect();
      for (const name of touches) pane.removeEventListener(name, touch);
    };
  }, [centre, show]);
  return <span ref={mark} hidden />;
}

const margin = 24;

/** By how much a piece from `start` sticks out of `room`. */
function overshoot(start: number, length: number, room: number): number {
  if (start < margin) return start - margin;
  return Math.max(0, start + length - (room - margin));
}
