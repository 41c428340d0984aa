import type { publishWorkflow } from "@stepwell/api";
import { registry } from "@stepwell/catalog";
import { checkDefinition, hasErrors, type VersionRow, type WorkflowRow } from "@stepwell/core";
import type { Handler } from "../../call.ts";
import { savedDraftOf } from "../../draft-feed.ts";
import { draftOf } from "../../presenters/workflow.ts";
import { guestFindings } from "./guest-findings.ts";
import {
  checkActiveLimit,
  findingsProblem,
  loadWorkflow,
  present,
  revisionConflict,
} from "./load.ts";

export const publish: Handler<typeof publishWorkflow> = async (call) => {
  const { server, environment, params, body, principal } = call;
  const { store, exclusive, limits, names } = environment;
  // Compiling waits for its turn among scripts: nobody else's change should wait for it.
  const checked = await loadWorkflow(environment, params.id);
  const { revision = checked.draftRevision } = body;
  const guestsFound = await guestFindings(draftOf(checked), server.checkGuest);
  const row = await exclusive(async () => {
    const before = await loadWorkflow(environment, params.id);
    if (before.draftRevision !== checked.draftRevision || before.draftRevision !== revision)
      throw revisionConflict(before);
    const own = checkDefinition(draftOf(before), registry, limits(), names());
    const findings = [...own, ...guestsFound];
    if (hasErrors(findings)) throw findingsProblem(findings);
    if (body.activate) await checkActiveLimit(environment, before);
    const number = before.latestVersion + 1;
    const version: VersionRow = {
      workflowId: before.id,
      number,
      definition: before.draft,
      note: body.note,
      publishedAt: server.clock.now(),
      publishedBy: principal.name,
    };
    const next: WorkflowRow = {
      ...before,
      latestVersion: number,
      updatedAt: server.clock.now(),
      ...(body.activate && { activeVersion: number, isArchived: false }),
    };
    if (!(await store.insertVersion(version, next, before.draftRevision)))
      throw revisionConflict(before);
    await environment.reload(next.id);
    environment.drafts.tell(savedDraftOf(next));
    return next;
  });
  return { ...present(row, call), version: row.latestVersion };
};
