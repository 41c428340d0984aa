import { isRightToLeft } from "../ui/direction.ts";
import type { CanvasParts } from "./workflow-canvas.tsx";
import type { Layout } from "./layout.ts";

interface Props {
  readonly layout: Layout;
  readonly parts: Pick<CanvasParts, "lineLook" | "isRegion">;
  readonly top: number;
  readonly bottom: number;
}

const looks = {
  plain: "stroke-edge",
  taken: "stroke-accent",
  faint: "stroke-edge [stroke-dasharray:4_4]",
} as const;

/** All lines and regions in one drawing; only those near what is seen. */
export function LineLayer({ layout, parts, top, bottom }: Props) {
  const isNear = (from: number, to: number): boolean => to >= top && from <= bottom;
  return (
    <svg
      aria-hidden
      width={layout.width}
      height={layout.height}
      className="pointer-events-none absolute start-0 top-0 -z-1 overflow-visible"
    >
      <g transform={isRightToLeft() ? `translate(${layout.width} 0) scale(-1 1)` : undefined}>
        {layout.regions
          .filter(({ y, height }) => isNear(y, y + height))
          .filter(({ stepId, branchId }) => parts.isRegion?.(stepId, branchId))
          .map(({ stepId, branchId, x, y, width, height }) => (
            <rect
              key={`${stepId}/${branchId}`}
              {...{ x, y, width, height }}
              rx={12}
              className="fill-sunken stroke-edge [stroke-dasharray:5_4]"
              fillOpacity={0.55}
            />
          ))}
        {layout.lines
          .filter((line) => isNear(line.top, line.bottom))
          .map(({ path, leads }) => (
            <path
              key={path}
              d={path}
              fill="none"
              strokeWidth={1.75}
              className={looks[parts.lineLook?.(leads) ?? "plain"]}
            />
          ))}
      </g>
    </svg>
  );
}
