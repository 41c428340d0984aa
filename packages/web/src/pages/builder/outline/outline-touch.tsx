import { type Definition, findStep, type Place } from "@stepwell/core";
import { type PointerEvent as ReactPointerEvent, type ReactNode, useRef } from "react";
import { type Point, watchDrag } from "../drag/drag-steps.ts";
import { Ghost, type GhostHandle } from "../drag/ghost.tsx";
import { keepsTouches } from "../drag/hold.ts";
import { useDrop } from "../drag/use-drop.ts";
import { useBuilderStore } from "../model/builder-store.ts";
import { isHere, isInside } from "../model/move.ts";

/** Around the rows: a finger that rests on one drags it; the lines between the rows are the slots. */
export function OutlineTouch({ children }: { readonly children: ReactNode }) {
  const store = useBuilderStore();
  const ghost = useRef<GhostHandle>(null);
  const drop = useDrop();
  const press = ({ nativeEvent, currentTarget: pane }: ReactPointerEvent<HTMLDivElement>): void => {
    const { definition, isReadOnly } = store.getState();
    const id = rowOf(nativeEvent);
    if (nativeEvent.pointerType !== "touch" || isReadOnly || id === undefined) return;
    if (!findStep(definition, id)) return;
    watchDrag(nativeEvent, id, {
      store,
      pane,
      near: (ids) => (point) => slotNear(pane, point, (place) => fits(definition, ids, place)),
      pan: ({ y }) => pane.scrollBy(0, -y),
      show: (point) => ghost.current?.show(point),
      drop,
    });
  };
  return (
    <div
      ref={keepsTouches}
      role="presentation"
      onPointerDownCapture={press}
      className="h-full overflow-auto [--tree-indent:20px] max-sm:[--tree-indent:12px]"
    >
      {children}
      <Ghost ref={ghost} />
    </div>
  );
}

/** The step whose row is touched; buttons in it have presses of their own, but for its handle. */
function rowOf({ target }: PointerEvent): string | undefined {
  if (!(target instanceof Element) || target.closest("button:not([slot=drag])")) return undefined;
  return target.closest<HTMLElement>("[role=row]")?.dataset["key"];
}

function fits(definition: Definition, ids: readonly string[], place: Place): boolean {
  return !isInside(definition, ids, place) && !isHere(definition, ids, place);
}

const reachPx = 44;

/** Rows are as wide as the outline, so only the height counts. */
function slotNear(
  pane: HTMLElement,
  { y }: Point,
  isFit: (place: Place) => boolean,
): Place | undefined {
  let nearest: Place | undefined;
  let least = reachPx;
  for (const slot of pane.querySelectorAll<HTMLElement>("[data-place]")) {
    const { top, bottom } = slot.getBoundingClientRect();
    const distance = Math.abs((top + bottom) / 2 - y);
    const place = distance < least ? placeIn(slot) : undefined;
    if (!place || !isFit(place)) continue;
    nearest = place;
    least = distance;
  }
  return nearest;
}

function placeIn({ dataset }: HTMLElement): Place {
  return JSON.parse(dataset["place"] ?? "") as Place;
}
