import type { Definition, Place } from "@stepwell/core";
import { createStore, type StoreApi, useStore } from "zustand";
import type { Layout } from "../../../canvas/layout.ts";
import { isHere, isInside } from "../model/move.ts";

/* What is being dragged over the canvas. Only what changes a picture is here, not each point. */

interface DragState {
  /** The steps that are dragged; empty where none are. */
  readonly ids: readonly string[];
  /** The slot that they would fall into. */
  readonly near: Place | undefined;
}

export const dragStore: StoreApi<DragState> = createStore(() => ({ ids: [], near: undefined }));

export interface Slot {
  readonly place: Place;
  readonly x: number;
  readonly y: number;
}

/** Every place where the steps can go: at each plus and in each empty branch. */
export function slotsFor(
  layout: Layout,
  definition: Definition,
  ids: readonly string[],
): readonly Slot[] {
  const empty = layout.nodes.flatMap((node) =>
    node.kind === "slot" ? [{ place: node.place, x: node.x + 88, y: node.y + 32 }] : [],
  );
  return [...layout.pluses, ...empty].filter(
    ({ place }) => !isInside(definition, ids, place) && !isHere(definition, ids, place),
  );
}

/** The slot nearest to the point, where one is near enough. */
export function nearestSlot(
  slots: readonly Slot[],
  point: { readonly x: number; readonly y: number },
  reach: number,
): Place | undefined {
  const distance = (slot: Slot): number => Math.hypot(slot.x - point.x, (slot.y - point.y) * 1.5);
  const nearest = slots.reduce<Slot | undefined>(
    (best, slot) => (best && distance(best) <= distance(slot) ? best : slot),
    undefined,
  );
  return nearest && distance(nearest) <= reach ? nearest.place : undefined;
}

/** How a slot looks while something is dragged; undefined where nothing is. */
export function useSlotLook(
  place: Place,
  definition: () => Definition,
): "open" | "near" | "closed" | undefined {
  return useStore(dragStore, ({ ids, near }) => {
    if (ids.length === 0) return undefined;
    if (isInside(definition(), ids, place) || isHere(definition(), ids, place)) return "closed";
    return near && isSamePlace(near, place) ? "near" : "open";
  });
}

export function isSamePlace(one: Place, other: Place): boolean {
  return (
    one.index === other.index &&
    one.branch?.stepId === other.branch?.stepId &&
    one.branch?.branchId === other.branch?.branchId
  );
}
