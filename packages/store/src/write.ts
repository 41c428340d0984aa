import type { Json, PruneOrder, PruneResult, VersionRow, WorkflowRow } from "@stepwell/core";

/** Every write beside the hot path's units; each is a transaction of its own. */
export type Write =
  | { readonly kind: "add_deaths"; readonly runIds: readonly string[] }
  | { readonly kind: "keep_run_settings"; readonly settings: string }
  | { readonly kind: "reserve_numbers"; readonly workflowId: string; readonly count: number }
  | { readonly kind: "insert_workflow"; readonly row: WorkflowRow }
  | { readonly kind: "update_workflow"; readonly row: WorkflowRow; readonly afterRevision: number }
  | {
      readonly kind: "insert_version";
      readonly version: VersionRow;
      readonly row: WorkflowRow;
      readonly afterRevision: number;
    }
  /** One batch of a workflow's runs; true when none is left. */
  | { readonly kind: "delete_workflow_runs"; readonly id: string; readonly rowsMax: number }
  /** The workflow, its versions, and what runs are left. */
  | { readonly kind: "delete_workflow"; readonly id: string }
  | { readonly kind: "delete_runs"; readonly ids: readonly string[] }
  | { readonly kind: "prune"; readonly order: PruneOrder }
  | { readonly kind: "set_setting"; readonly name: string; readonly value: Json };

/** What each write gives back. */
export interface WriteResults {
  readonly add_deaths: true;
  readonly keep_run_settings: number;
  /** Undefined where there is no such workflow. */
  readonly reserve_numbers: number | undefined;
  readonly insert_workflow: boolean;
  readonly update_workflow: boolean;
  readonly insert_version: boolean;
  readonly delete_workflow_runs: boolean;
  readonly delete_workflow: true;
  readonly delete_runs: readonly string[];
  readonly prune: PruneResult;
  readonly set_setting: true;
}

export type WriteResult = WriteResults[Write["kind"]];
