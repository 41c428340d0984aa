import type { deleteWorkflow } from "@stepwell/api";
import type { Handler } from "../../call.ts";
import type { Environment } from "../../environment.ts";
import { loadWorkflow } from "./load.ts";

/** First nothing starts any more, then what is open is canceled, then all is deleted. */
export const remove: Handler<typeof deleteWorkflow> = async ({ environment, params }) => {
  const { store, exclusive } = environment;
  await exclusive(async () => {
    const row = await loadWorkflow(environment, params.id);
    await store.updateWorkflow({ ...row, activeVersion: undefined }, row.draftRevision);
    await environment.reload(row.id);
    await cancelOpenRuns(environment, row.id);
    await store.deleteWorkflow(row.id);
    await environment.reload(row.id);
  });
  return null;
};

/** Canceled together they share their commits; so few that others wait some milliseconds for them. */
const pageSize = 100;

async function cancelOpenRuns({ store, host }: Environment, workflowId: string): Promise<void> {
  const filter = { workflowId, statuses: ["queued", "running", "waiting"] } as const;
  for (;;) {
    const rows = await store.runs(filter, { limit: pageSize, cursor: undefined });
    await Promise.all(rows.map(({ id }) => host.cancel(id)));
    if (rows.length < pageSize) return;
  }
}
