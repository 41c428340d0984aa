import { isJsonObject, type Json, type Store } from "@stepwell/core";

/** How far the schedule of a workflow has come. */
export interface Progress {
  readonly identity: string;
  /** All times up to this one are dealt with. */
  readonly doneAt: number;
  /** Times that events were sent for so far. */
  readonly count: number;
  readonly isActive: boolean;
}

export function keepProgress(store: Store, workflowId: string, progress: Progress): Promise<void> {
  return store.setSetting(settingOf(workflowId), { ...progress });
}

export async function readProgress(
  store: Store,
  workflowId: string,
): Promise<Progress | undefined> {
  const stored: Json | undefined = await store.setting(settingOf(workflowId));
  return isJsonObject(stored) ? (stored as unknown as Progress) : undefined;
}

/** Times that events were sent for, of this very schedule of the workflow. */
export async function timesSent(
  store: Store,
  workflowId: string,
  identity: string,
): Promise<number> {
  const known = await readProgress(store, workflowId);
  return known?.identity === identity ? known.count : 0;
}

function settingOf(workflowId: string): string {
  return `schedule.${workflowId}`;
}
