import { type activateWorkflow, type deactivateWorkflow, ProblemError } from "@stepwell/api";
import type { WorkflowRow } from "@stepwell/core";
import type { Call, Handler } from "../../call.ts";
import { savedDraftOf } from "../../draft-feed.ts";
import { notFound } from "../../refuse.ts";
import { checkActiveLimit, loadWorkflow, present } from "./load.ts";

export const activate: Handler<typeof activateWorkflow> = async (call) => {
  const { environment, params, body } = call;
  return setActive(call, async (row) => {
    const number = body.version ?? row.latestVersion;
    if (number === 0)
      throw new ProblemError(
        "not_found",
        "The workflow has no version yet: publish its draft first.",
      );
    if (!(await environment.store.version(row.id, number)))
      throw notFound("version", `${number} of workflow ${params.id}`);
    await checkActiveLimit(environment, row);
    return { ...row, activeVersion: number, isArchived: false };
  });
};

export const deactivate: Handler<typeof deactivateWorkflow> = async (call) =>
  setActive(call, async (row) => ({ ...row, activeVersion: undefined }));

async function setActive(
  call: Call<typeof deactivateWorkflow> | Call<typeof activateWorkflow>,
  change: (row: WorkflowRow) => Promise<WorkflowRow>,
) {
  const { environment, params, server } = call;
  const row = await environment.exclusive(async () => {
    const before = await loadWorkflow(environment, params.id);
    const next = { ...(await change(before)), updatedAt: server.clock.now() };
    await environment.store.updateWorkflow(next, before.draftRevision);
    await environment.reload(next.id);
    environment.drafts.tell(savedDraftOf(next));
    return next;
  });
  return present(row, call);
}
