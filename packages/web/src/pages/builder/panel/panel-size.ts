import { useState } from "react";
import { keep, readKept } from "../../../ui/browser-storage.ts";

/* How wide the panel is: a person's choice, remembered. */

const sizeKey = "stepwell.panel.width";
const widthMin = 360;
const widthMax = 640;
const widthStart = 400;
const stepPx = 20;

function bounded(width: number): number {
  return Math.round(Math.min(widthMax, Math.max(widthMin, width)));
}

function storedWidth(): number {
  const stored = Number(readKept(sizeKey) ?? Number.NaN);
  return Number.isFinite(stored) ? bounded(stored) : widthStart;
}

interface PanelWidth {
  readonly width: number;
  setWidth(width: number): void;
  /** By the arrow keys: towards the canvas is wider. */
  nudge(direction: -1 | 1): void;
}

export function usePanelWidth(): PanelWidth {
  const [width, set] = useState(storedWidth);
  const setWidth = (next: number): void => {
    const kept = bounded(next);
    keep(sizeKey, String(kept));
    set(kept);
  };
  return { width, setWidth, nudge: (direction) => setWidth(width + direction * stepPx) };
}
