import { keepForTab, readOfTab } from "../../../ui/browser-storage.ts";

/* The list that somebody came from: the way of J and K. Kept while the window is open. */

const storageKey = "stepwell.run-order";
const keptMax = 1000;

export function rememberOrder(ids: readonly string[]): void {
  keepForTab(storageKey, ids.slice(0, keptMax).join(","));
}

export interface Neighbours {
  readonly next: string | undefined;
  readonly previous: string | undefined;
}

/** Lists have the newest first: what comes next is older. */
export function neighboursOf(id: string): Neighbours {
  const ids = (readOfTab(storageKey) ?? "").split(",");
  const at = ids.indexOf(id);
  if (at === -1) return { next: undefined, previous: undefined };
  return { next: ids[at + 1], previous: ids[at - 1] };
}
