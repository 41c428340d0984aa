import { MiniMap, type MiniMapNodeProps, type Node } from "@xyflow/react";
import { createContext, use, useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { isRightToLeft } from "../ui/direction.ts";
import type { Layout } from "./layout.ts";
import { useMapDrag } from "./map-drag.ts";
import { type MapSize, mapSize } from "./map-size.ts";

/** What stands out on the map. */
export type MapLook = "chosen" | "bad" | "plain";

interface Props {
  readonly layout: Layout;
  readonly look: ((id: string) => MapLook) | undefined;
}

const colours: Readonly<Record<MapLook, string>> = {
  chosen: "var(--accent)",
  bad: "var(--bad)",
  plain: "var(--ink-3)",
};

/** Small, beside the drawing: shaped as the drawing is, so that a long one is not a hair. */
export function CanvasMap({ layout, look }: Props) {
  const { t } = useTranslation("canvas");
  // Else every step on the map would be drawn anew with each choice and each pan.
  const size = useMemo(() => mapSize(layout), [layout]);
  const { width, height } = size;
  const colourOf = useCallback(({ id }: Node) => colours[look?.(id) ?? "plain"], [look]);
  const lookOf = useCallback(({ id }: Node) => look?.(id) ?? "plain", [look]);
  const drag = useMapDrag(layout);
  return (
    <SizeContext value={size}>
      <div role="presentation" className="contents" {...drag}>
        <MiniMap
          position={isRightToLeft() ? "bottom-left" : "bottom-right"}
          ariaLabel={t("map")}
          bgColor="var(--surface)"
          maskColor="color-mix(in srgb, var(--bg) 45%, transparent)"
          maskStrokeColor="var(--ink-3)"
          maskStrokeWidth={1}
          offsetScale={0}
          nodeColor={colourOf}
          nodeClassName={lookOf}
          nodeComponent={MapNode}
          className="cursor-pointer touch-none overflow-hidden rounded-control max-sm:hidden"
          // Above the engine's name, which stands in the corner.
          style={{ width, height, marginBlockEnd: 32, border: "1px solid var(--line)" }}
        />
      </div>
    </SizeContext>
  );
}

const SizeContext = createContext<MapSize>(mapSize({ width: 0, height: 0 }));

/** Steps of a large workflow are wider than they would be, and what stands out is never a hairline. */
function MapNode({ x, y, width, height, color, className }: MiniMapNodeProps) {
  const { scale, nodePx, markPx } = use(SizeContext);
  const isMarked = className !== "plain";
  const wide = Math.max(width, (isMarked ? markPx.width : nodePx) / scale);
  const tall = isMarked ? Math.max(height, markPx.height / scale) : height;
  return (
    <rect
      x={x + (width - wide) / 2}
      y={y + (height - tall) / 2}
      width={wide}
      height={tall}
      rx={Math.min(12, tall / 3)}
      data-map-look={className}
      fill={color}
    />
  );
}
