import type { Definition } from "@stepwell/core";
import { useMemo } from "react";
import { isRightToLeft } from "../ui/direction.ts";
import { type Layout, layOut } from "./layout.ts";
import { mirrored } from "./mirrored.ts";

/** The layout as it is drawn: all that reads places of the drawing reads them here. */
export function useDrawnLayout(definition: Definition, collapsed: ReadonlySet<string>): Layout {
  const isMirrored = isRightToLeft();
  return useMemo(() => {
    const layout = layOut(definition, collapsed);
    return isMirrored ? mirrored(layout) : layout;
  }, [definition, collapsed, isMirrored]);
}
