import { makeFairQueue } from "./fair-queue.ts";

/** What waits and what runs of one kind of call. */
export interface GuestLane<T> {
  /** False where nothing more may wait. */
  add(item: T): boolean;
  /** The next item that has a place; `end` gives the place back. */
  begin(): T | undefined;
  end(item: T): void;
  /** Takes an item that waits. */
  remove(item: T): void;
  /** Takes the next one that waits, place or not. */
  give(): T | undefined;
  queued(): number;
  running(): number;
}

export interface LaneOptions {
  readonly placesMax: number;
  /** Beyond `placesMax`, for groups of which nothing runs: whoever holds all places delays nobody. */
  readonly newcomerPlacesMax: number;
  readonly queueMax: number;
}

export function makeGuestLane<T extends { readonly group: string }>({
  placesMax,
  newcomerPlacesMax,
  queueMax,
}: LaneOptions): GuestLane<T> {
  const queue = makeFairQueue<T>(queueMax);
  /** How many run of each group. */
  const shares = new Map<string, number>();
  let running = 0;

  function begin(): T | undefined {
    if (running >= placesMax + newcomerPlacesMax) return undefined;
    const item = queue.take((group) => running < placesMax || !shares.has(group));
    if (!item) return undefined;
    shares.set(item.group, (shares.get(item.group) ?? 0) + 1);
    running += 1;
    return item;
  }

  function end({ group }: T): void {
    const left = (shares.get(group) ?? 0) - 1;
    if (left > 0) shares.set(group, left);
    else shares.delete(group);
    running -= 1;
  }

  return {
    add: (item) => queue.add(item.group, item),
    begin,
    end,
    remove: (item) => queue.remove(item.group, item),
    give: () => queue.take(),
    queued: () => queue.size(),
    running: () => running,
  };
}
