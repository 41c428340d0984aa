import { isAllowed, type Operation } from "@stepwell/api";
import type { RunRow, StoredEvent } from "@stepwell/core";
import type { Call } from "./call.ts";
import type { Environment } from "./environment.ts";
import type { Principal } from "./principal.ts";

/** What a caller sees of one run or event. */
export interface Sight {
  readonly confidential: boolean;
  /** Its payload is not for him. */
  readonly hidden: boolean;
}

export const openSight: Sight = { confidential: false, hidden: false };

/** In the place of a hidden payload. */
export const hiddenMark = { hidden: true } as const;
/** In the place of a hidden text. */
export const hiddenText = "hidden: the workflow is confidential";

interface Viewer {
  readonly environment: Environment;
  readonly principal: Principal;
}

export function sightOf(principal: Principal, confidential: boolean): Sight {
  return { confidential, hidden: confidential && !isAllowed(principal.role, "runs.read_payload") };
}

export async function sightOfRun({ environment, principal }: Viewer, row: RunRow): Promise<Sight> {
  return sightOf(principal, await environment.confidential.ofRun(row));
}

export function sightOfEvent({ environment, principal }: Viewer, event: StoredEvent): Sight {
  return sightOf(principal, environment.confidential.ofEvent(event));
}

/** A payload that is not for everybody was shown: the audit log has it. */
export function noted(call: Pick<Call<Operation>, "note">, sight: Sight): Sight {
  if (sight.confidential && !sight.hidden) call.note({ summary: { confidential: true } });
  return sight;
}

/**
 * Whoever may not read payloads searches ids only, where any payload is confidential: what a search
 * finds would tell what it says.
 */
export function searchFor({ environment, principal }: Viewer, q: string | undefined) {
  if (q === undefined) return {};
  const isBlind = sightOf(principal, environment.confidential.isUsed()).hidden;
  return { q, ...(isBlind && { searches: "ids" as const }) };
}
