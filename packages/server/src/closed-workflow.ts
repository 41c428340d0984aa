import type { Definition, WorkflowRow } from "@stepwell/core";
import type { Environment } from "./environment.ts";
import { draftOf } from "./presenters/workflow.ts";
import { writeSamples } from "./samples.ts";

/* A workflow is closed while its draft is confidential, and for good once a version of it was. */

export function isClosed({ confidential }: Environment, row: WorkflowRow): boolean {
  return confidential.ofWorkflow(row.id) || isConfidential(draftOf(row));
}

export function isConfidential({ settings }: Definition): boolean {
  return settings?.confidential === true;
}

/**
 * Forgets what was kept of an open draft, before it is confidential: a death in between loses
 * samples, and leaves none lying open.
 */
export async function closeWorkflow(
  { hooks, store }: Environment,
  workflowId: string,
): Promise<void> {
  hooks.close(workflowId);
  await writeSamples(store, workflowId, new Map());
}
