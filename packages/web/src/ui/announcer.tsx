import { useSyncExternalStore } from "react";

/* What screen readers are told in passing: added, moved, deleted, saved. */

let said = "";
const listeners = new Set<() => void>();

export function announce(text: string): void {
  // The same words twice would not be heard twice.
  said = said === text ? `${text}\u00a0` : text;
  for (const listener of listeners) listener();
}

export function Announcer() {
  const text = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => said,
  );
  return (
    <output aria-live="polite" className="sr-only">
      {text}
    </output>
  );
}
