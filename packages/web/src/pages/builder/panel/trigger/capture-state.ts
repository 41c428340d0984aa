import type { Answer } from "../../../../api/call.ts";

/* The next request to a webhook's address: waited for, come or not. */

/** What was there when the waiting began. */
export interface Begun {
  readonly lastAt: string | null;
  readonly refusedAt: string | undefined;
  readonly until: string;
  /** By the clock of the browser. */
  readonly startedMs: number;
}

export type CaptureState = "idle" | "waiting" | "came" | "over";

interface Read {
  readonly data?: Pick<Answer<"lastRequest">, "receivedAt" | "listeningUntil"> | undefined;
  /** By the clock of the browser. */
  readonly dataUpdatedAt: number;
}

/** Whether its time is over, the server says: the clocks may differ. */
export function captureState(
  begun: Begun | undefined,
  { data, dataUpdatedAt }: Read,
): CaptureState {
  if (!begun) return "idle";
  if (!data || dataUpdatedAt <= begun.startedMs) return "waiting";
  if (data.receivedAt !== begun.lastAt) return "came";
  return data.listeningUntil === null ? "over" : "waiting";
}

const shownMax = 3;

/** What was refused since then: the newest first, as it is given. */
export function refusedSince<R extends { readonly at: string }>(
  items: readonly R[],
  begun: Begun | undefined,
): readonly R[] {
  if (!begun) return [];
  const { refusedAt = "" } = begun;
  return items.filter(({ at }) => at > refusedAt).slice(0, shownMax);
}
