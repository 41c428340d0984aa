import type { PerformDebt } from "@stepwell/core";
import { type ActionPool, makeActionPool } from "./action-pool.ts";

/**
 * Places for actions: what only calculates (scripts, queries) has places of its own, so that endless
 * scripts hold up no action to the outside, and slow servers no script.
 */
export interface ActionPools extends Omit<ActionPool, "add"> {
  /** The places that the action takes. */
  of(debt: Pick<PerformDebt, "step">): ActionPool;
}

/** Far more than run at once: what a workflow has in the isolate's queue delays no other one. */
function shareOf(calculationsMax: number): number {
  return Math.ceil(calculationsMax / 4);
}

export interface ActionPlaces {
  readonly outsideMax: number;
  readonly calculationsMax: number;
}

export function makeActionPools({ outsideMax, calculationsMax }: ActionPlaces): ActionPools {
  const outside = makeActionPool(outsideMax);
  const calculations = makeActionPool(calculationsMax, shareOf(calculationsMax));
  return {
    of: ({ step: { config } }) =>
      config.kind === "action" && config.effect === "none" ? calculations : outside,
    inFlight: () => outside.inFlight() + calculations.inFlight(),
    queued: () => outside.queued() + calculations.queued(),
    queuedOf: (workflowId) => outside.queuedOf(workflowId) + calculations.queuedOf(workflowId),
    close() {
      outside.close();
      calculations.close();
    },
  };
}
