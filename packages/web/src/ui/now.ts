import { useSyncExternalStore } from "react";

const tickMs = 30_000;
let now = new Date();
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function tick(): void {
  now = new Date();
  for (const listener of listeners) listener();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(tick, tickMs);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The time, to the half minute; one clock for the whole page. */
export function useNow(): Date {
  return useSyncExternalStore(listen, () => {
    // Nobody has listened for a while.
    if (Date.now() - now.getTime() > tickMs) now = new Date();
    return now;
  });
}
