import type { Definition, Json, WorkflowRow } from "@stepwell/core";
import { closeWorkflow, isConfidential } from "../../closed-workflow.ts";
import type { ServerParts } from "../../call.ts";
import type { Environment } from "../../environment.ts";
import { savedDraftOf } from "../../draft-feed.ts";
import { draftOf } from "../../presenters/workflow.ts";
import { loadWorkflow, revisionConflict } from "./load.ts";

interface Place {
  readonly server: ServerParts;
  readonly environment: Environment;
  readonly id: string;
  /** The revision that the caller has seen; undefined where it does not matter. */
  readonly revision: number | undefined;
}

export interface DraftChange {
  readonly definition: Definition;
  readonly isArchived?: boolean;
  readonly activeVersion?: number | undefined;
}

/** Stores a changed draft under the next revision. @throws ProblemError revision_conflict */
export async function saveDraft(
  { server, environment, id, revision }: Place,
  change: (row: WorkflowRow) => DraftChange,
): Promise<WorkflowRow> {
  const { store, exclusive } = environment;
  return exclusive(async () => {
    const row = await loadWorkflow(environment, id);
    if (revision !== undefined && row.draftRevision !== revision) throw revisionConflict(row);
    const { definition, ...rest } = change(row);
    const next: WorkflowRow = {
      ...row,
      ...rest,
      name: definition.name,
      draft: definition as unknown as Json,
      draftRevision: row.draftRevision + 1,
      updatedAt: server.clock.now(),
    };
    if (isConfidential(definition) && !isConfidential(draftOf(row)))
      await closeWorkflow(environment, id);
    if (!(await store.updateWorkflow(next, row.draftRevision))) throw revisionConflict(row);
    try {
      if (concernsOthers(row, next)) await environment.reload(id);
    } finally {
      // Also where that fails: the draft is stored.
      environment.drafts.tell(savedDraftOf(next));
    }
    return next;
  });
}

function concernsOthers(before: WorkflowRow, after: WorkflowRow): boolean {
  return (
    before.activeVersion !== after.activeVersion ||
    before.name !== after.name ||
    isConfidential(draftOf(before)) !== isConfidential(draftOf(after)) ||
    before.isArchived !== after.isArchived
  );
}
