import { type RefObject, useEffect, useRef, useState } from "react";

/*
 * Which rows of a long list are in view: the others are empty space. All rows are equally high.
 */

export interface RowWindow {
  readonly place: RefObject<HTMLDivElement | null>;
  readonly first: number;
  /** The first one that is left out again. */
  readonly end: number;
}

/** Shorter lists are whole. */
const windowedFrom = 100;
const more = 20;

export function useRowWindow(count: number, rowHeight: number): RowWindow {
  const place = useRef<HTMLDivElement>(null);
  const [range, setRange] = useState<readonly [number, number]>([0, windowedFrom]);
  useEffect(() => {
    const box = place.current;
    if (!box || count < windowedFrom) return undefined;
    const read = (): void => {
      const first = Math.max(0, Math.floor(box.scrollTop / rowHeight) - more);
      const end = Math.ceil((box.scrollTop + box.clientHeight) / rowHeight) + more;
      setRange((old) => (old[0] === first && old[1] === end ? old : [first, end]));
    };
    read();
    box.addEventListener("scroll", read, { passive: true });
    const watcher = new ResizeObserver(read);
    watcher.observe(box);
    return () => {
      box.removeEventListener("scroll", read);
      watcher.disconnect();
    };
  }, [count, rowHeight]);
  if (count < windowedFrom) return { place, first: 0, end: count };
  return { place, first: Math.min(range[0], count), end: Math.min(range[1], count) };
}
