import { dayOf, startOfDay, textOf } from "../runs/list/run-filter.ts";

/* The filter of a list of events as the address has it, and as the server wants it. */

export const outcomes = ["started", "ignored"] as const;
type Outcome = (typeof outcomes)[number];

export interface EventFilter {
  readonly type?: string | undefined;
  readonly source?: string | undefined;
  /** Did a run come of it? */
  readonly outcome?: Outcome | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly q?: string | undefined;
}

export function eventFilterOf(search: Readonly<Record<string, unknown>>): EventFilter {
  return {
    type: textOf(search["type"]),
    source: textOf(search["source"]),
    outcome: outcomes.find((name) => name === search["outcome"]),
    from: dayOf(search["from"]),
    to: dayOf(search["to"]),
    q: textOf(search["q"]),
  };
}

export function eventQueryOf({ type, source, outcome, from, to, q }: EventFilter) {
  return {
    ...(type !== undefined && { type }),
    ...(source !== undefined && { source }),
    ...(outcome !== undefined && { started: String(outcome === "started") }),
    ...(from !== undefined && { from: startOfDay(from, 0) }),
    ...(to !== undefined && { to: startOfDay(to, 1) }),
    ...(q !== undefined && { q }),
  };
}
