import { type Layout, sizes } from "./layout.ts";

export interface MapSize {
  readonly width: number;
  readonly height: number;
  /** Pixels of the map for one of the drawing. */
  readonly scale: number;
  /** So wide is a step at least. */
  readonly nodePx: number;
  /** So large is what stands out at least. */
  readonly markPx: { readonly width: number; readonly height: number };
}

const least = { width: 96, height: 96 };
const most = { width: 200, height: 300 };
const marginPx = 12;
const nodePxMax = 12;
const markPx = { width: 16, height: 5 };

/** As large as the drawing's shape allows: tall for a long workflow, wide for a broad one. */
export function mapSize({ width, height }: Pick<Layout, "width" | "height">): MapSize {
  const scale = Math.min(
    (most.width - marginPx) / Math.max(width, 1),
    (most.height - marginPx) / Math.max(height, 1),
  );
  const size = (length: number, from: number, to: number): number =>
    Math.round(Math.min(to, Math.max(from, length * scale + marginPx)));
  return {
    width: size(width, least.width, most.width),
    height: size(height, least.height, most.height),
    scale,
    // As many as stand beside each other have their room.
    nodePx: Math.min(nodePxMax, (least.width * sizes.node.width) / Math.max(width, 1) / 3),
    markPx,
  };
}

/** The nearest point of the drawing. */
export function within(
  { width, height }: Pick<Layout, "width" | "height">,
  { x, y }: { readonly x: number; readonly y: number },
): readonly [number, number] {
  return [Math.min(width, Math.max(0, x)), Math.min(height, Math.max(0, y))];
}
