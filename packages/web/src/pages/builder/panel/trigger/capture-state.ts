/* The next request to a webhook's address: waited for, come or not. */

export type CaptureState =
  /** The server has not said yet whether somebody waits. */
  | { readonly kind: "unread" }
  | (Known & { readonly kind: "idle" })
  | (Known & { readonly kind: "waiting" | "came" | "over"; readonly until: string });

interface Known {
  /** When the last request came, as far as was asked. */
  readonly receivedAt: string | null;
}

export type CaptureEvent =
  | { readonly kind: "started"; readonly until: string; readonly receivedAt: string | null }
  | { readonly kind: "stopped" }
  | {
      readonly kind: "read";
      readonly listeningUntil: string | null;
      readonly receivedAt: string | null;
    };

export const unread: CaptureState = { kind: "unread" };

/** Whether its time is over, the server says: the clocks may differ. */
export function captureAfter(state: CaptureState, event: CaptureEvent): CaptureState {
  if (event.kind === "stopped") return { kind: "idle", receivedAt: lastOf(state) };
  const { receivedAt } = event;
  if (event.kind === "started") return { kind: "waiting", until: event.until, receivedAt };
  return afterRead(state, event.listeningUntil, receivedAt);
}

function afterRead(
  state: CaptureState,
  until: string | null,
  receivedAt: string | null,
): CaptureState {
  if (state.kind === "unread")
    return until === null ? { kind: "idle", receivedAt } : { kind: "waiting", until, receivedAt };
  if (state.kind !== "waiting") return state;
  if (until !== null) return until === state.until ? state : { ...state, until };
  return { ...state, kind: receivedAt === state.receivedAt ? "over" : "came", receivedAt };
}

export function lastOf(state: CaptureState): string | null {
  return state.kind === "unread" ? null : state.receivedAt;
}

/** Who does not wait asks nothing. */
export function isAsking({ kind }: CaptureState): boolean {
  return kind === "unread" || kind === "waiting";
}

/** For so long the server waits. */
export const windowMs = 5 * 60_000;
const shownMax = 3;

/** What was refused since it is waited, all by the server's clock: the newest first, as it is given. */
export function refusedSince<R extends { readonly at: string }>(
  items: readonly R[],
  state: CaptureState,
): readonly R[] {
  if (!("until" in state)) return [];
  const startedMs = Date.parse(state.until) - windowMs;
  return items.filter(({ at }) => Date.parse(at) >= startedMs).slice(0, shownMax);
}
