import { required, type Store } from "@stepwell/core";
import type { Write, WriteResults } from "./write.ts";

/** Carries out writes in the order in which they are given. */
export interface WriteTarget {
  write<W extends Write>(write: W): Promise<WriteResults[W["kind"]]>;
}

export type StoreWrites = Pick<
  Store,
  | "addDeaths"
  | "keepRunSettings"
  | "reserveRunNumbers"
  | "insertWorkflow"
  | "updateWorkflow"
  | "insertVersion"
  | "deleteWorkflow"
  | "deleteRuns"
  | "prune"
  | "setSetting"
>;

const runsPerDeletion = 500;

/** The port's writes beside the hot path, the same for every adapter. */
export function storeWrites(target: WriteTarget): StoreWrites {
  return {
    async addDeaths(runIds) {
      await target.write({ kind: "add_deaths", runIds });
    },
    keepRunSettings: (settings) =>
      target.write({ kind: "keep_run_settings", settings: JSON.stringify(settings) }),
    async reserveRunNumbers(workflowId, count) {
      const first = await target.write({ kind: "reserve_numbers", workflowId, count });
      return required(first, `workflow ${workflowId} exists`);
    },
    insertWorkflow: (row) => target.write({ kind: "insert_workflow", row }),
    updateWorkflow: (row, afterRevision) =>
      target.write({ kind: "update_workflow", row, afterRevision }),
    insertVersion: (version, row, afterRevision) =>
      target.write({ kind: "insert_version", version, row, afterRevision }),
    async deleteWorkflow(id) {
      const batch = { kind: "delete_workflow_runs", id, rowsMax: runsPerDeletion } as const;
      // Units of others get their turn between two batches.
      while (!(await target.write(batch)));
      await target.write({ kind: "delete_workflow", id });
    },
    deleteRuns: (ids) => target.write({ kind: "delete_runs", ids }),
    prune: (order) => target.write({ kind: "prune", order }),
    async setSetting(name, value) {
      await target.write({ kind: "set_setting", name, value });
    },
  };
}
