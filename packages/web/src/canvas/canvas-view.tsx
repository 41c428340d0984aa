import { type ReactFlowInstance, useReactFlow, useStoreApi } from "@xyflow/react";
import { useEffect, useRef } from "react";
import { letterSize } from "../ui/letter-size.ts";
import { useCanvasHandle } from "./canvas-handle.ts";

/* What the view tells and takes without rendering anything anew. */

/** From which zoom on a step shows what: see .workflow-canvas in theme/app.css. */
const levels = [
  { from: 0.75, detail: "all" },
  { from: 0.45, detail: "title" },
  { from: 0.25, detail: "far" },
] as const;

const [readable] = levels;

/** Far away, steps show less, in words that stay readable: the container says how far it is. */
export function Detail() {
  const mark = useRef<HTMLSpanElement>(null);
  const store = useStoreApi();
  useEffect(() => {
    const canvas = mark.current?.closest<HTMLElement>(".workflow-canvas");
    if (!canvas) return undefined;
    const show = (): void => {
      const [, , zoom] = store.getState().transform;
      const detail = levels.find(({ from }) => zoom >= from - 0.001)?.detail ?? "block";
      if (canvas.dataset["detail"] !== detail) canvas.dataset["detail"] = detail;
      if (detail === "far") canvas.style.setProperty("--screen-px", `${1 / zoom}px`);
    };
    show();
    // The engine's hook for this has room for one listener only.
    return store.subscribe(show);
  }, [store]);
  return <span ref={mark} hidden />;
}

/** Tells those around the canvas how to move and read it. */
export function GiveHandle() {
  const handle = useCanvasHandle();
  const flow = useReactFlow();
  useEffect(() => {
    const { zoomIn, zoomOut, zoomTo, fitView, getViewport, setViewport } = flow;
    handle.current = {
      zoomIn: () => void zoomIn(),
      zoomOut: () => void zoomOut(),
      zoomTo: (zoom) => void zoomTo(zoom),
      fit: () => void fitView({ padding: 0.1, maxZoom: 1 }),
      bringNear: (id) => bringNear(flow, id),
      toDrawing: (point) => flow.screenToFlowPosition(point),
      zoom: flow.getZoom,
      pan({ x, y }) {
        const before = getViewport();
        void setViewport({ ...before, x: before.x + x, y: before.y + y });
      },
    };
    return () => {
      handle.current = null;
    };
  }, [flow, handle]);
  return null;
}

function bringNear({ getNode, getZoom, setCenter }: ReactFlowInstance, id: string): void {
  const node = getNode(id);
  if (!node || getZoom() >= readable.from) return;
  const { position, width = 0, height = 0 } = node;
  const zoom = letterSize();
  void setCenter(position.x + width / 2, position.y + height / 2, { zoom });
}
