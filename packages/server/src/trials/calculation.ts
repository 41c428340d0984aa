import type { Calculate, Outcome, PerformDebt, RunIdentity } from "@stepwell/core";
import type { Environment } from "../environment.ts";

export interface Trier {
  readonly identity: RunIdentity;
  readonly workflowId: string;
  /** Aborted once nobody waits for the outcome. */
  readonly signal: AbortSignal;
}

/** Carries one action out, for a run that is only tried. */
export async function tryAction(
  { host }: Environment,
  { identity, workflowId, signal }: Trier,
  debt: PerformDebt,
): Promise<Outcome> {
  return (await host.tryAction({ identity, workflowId, debt, signal })).outcome;
}

/** Calculations are done for real: they have no effect outside. */
export function calculateFor(environment: Environment, trier: Trier): Calculate {
  return (debt) => tryAction(environment, trier, debt);
}
