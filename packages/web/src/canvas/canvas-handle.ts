import { createContext, type RefObject, use } from "react";

interface Point {
  readonly x: number;
  readonly y: number;
}

/** What others do with the canvas while it is shown. */
export interface CanvasHandle {
  zoomIn(): void;
  zoomOut(): void;
  zoomTo(zoom: number): void;
  fit(): void;
  /** Brings a node into the middle, at a size to be read, where it is too small for that. */
  bringNear(id: string): void;
  /** The point of the drawing that is at a point of the window. */
  toDrawing(point: Point): Point;
  /** Pixels of the screen for one of the drawing. */
  zoom(): number;
  /** Moves the drawing by pixels of the screen. */
  pan(by: Point): void;
}

const nowhere: RefObject<CanvasHandle | null> = { current: null };

/** Whoever gives the ref is told the canvas that is shown inside. */
export const CanvasHandleContext = createContext(nowhere);

export function useCanvasHandle(): RefObject<CanvasHandle | null> {
  return use(CanvasHandleContext);
}
