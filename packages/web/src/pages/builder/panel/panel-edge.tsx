import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { usePanelWidth } from "./panel-size.ts";

/** The edge between canvas and panel: drawn by the mouse, or moved by the arrows. */
export function PanelEdge({ size }: { readonly size: ReturnType<typeof usePanelWidth> }) {
  const { t } = useTranslation("panel");
  const start = useRef<{ readonly x: number; readonly width: number }>(undefined);
  const isRtl = (): boolean => document.documentElement.dir === "rtl";
  const press = (pressed: PointerEvent): void => {
    pressed.currentTarget.setPointerCapture(pressed.pointerId);
    start.current = { x: pressed.clientX, width: size.width };
  };
  const move = ({ clientX }: PointerEvent): void => {
    if (!start.current) return;
    const moved = isRtl() ? clientX - start.current.x : start.current.x - clientX;
    size.setWidth(start.current.width + moved);
  };
  const onKeyDown = (pressed: KeyboardEvent): void => {
    if (pressed.key !== "ArrowLeft" && pressed.key !== "ArrowRight") return;
    pressed.preventDefault();
    pressed.stopPropagation();
    size.nudge((pressed.key === "ArrowLeft") === isRtl() ? -1 : 1);
  };
  return (
    <button
      type="button"
      aria-label={t("width", { width: size.width })}
      onPointerDown={press}
      onPointerMove={move}
      onPointerUp={() => (start.current = undefined)}
      onKeyDown={onKeyDown}
      className="absolute inset-y-0 -start-1 z-10 w-2 cursor-col-resize touch-none hover:bg-accent-bg focus-visible:bg-accent max-sm:hidden"
    />
  );
}
