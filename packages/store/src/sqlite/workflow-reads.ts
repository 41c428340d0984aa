import type { Json, RunSettings, VersionRow, WorkflowRow } from "@stepwell/core";
import { completeSettings } from "../complete-settings.ts";
import { textOf } from "./cells.ts";
import { decodeVersion, decodeWorkflow } from "./decode.ts";
import type { Reader } from "./reader.ts";

export interface WorkflowReads {
  one(id: string): WorkflowRow | undefined;
  byToken(token: string): WorkflowRow | undefined;
  all(): readonly WorkflowRow[];
  version(workflowId: string, number: number): VersionRow | undefined;
  versions(workflowId: string): readonly VersionRow[];
  setting(name: string): Json | undefined;
  runSettings(id: number): RunSettings | undefined;
}

export const workflowQueries = {
  one: "SELECT * FROM workflow WHERE id = ?",
  byToken: "SELECT * FROM workflow WHERE token = ?",
  version: "SELECT * FROM version WHERE workflow_id = ? AND number = ?",
  versions: "SELECT * FROM version WHERE workflow_id = ? ORDER BY number",
  setting: "SELECT value FROM setting WHERE name = ?",
  runSettings: "SELECT settings FROM run_settings WHERE id = ?",
} as const;

/** The one list that is read whole: workflows are few (a limit of the environment). */
const allWorkflows = "SELECT * FROM workflow ORDER BY id";

export function makeWorkflowReads(reader: Reader): WorkflowReads {
  const one = (sql: string, value: string): WorkflowRow | undefined => {
    const row = reader.get(sql, value);
    return row && decodeWorkflow(row);
  };
  return {
    one: (id) => one(workflowQueries.one, id),
    byToken: (token) => one(workflowQueries.byToken, token),
    all: () => reader.all(allWorkflows).map(decodeWorkflow),
    version(workflowId, number) {
      const row = reader.get(workflowQueries.version, workflowId, number);
      return row && decodeVersion(row);
    },
    versions: (workflowId) => reader.all(workflowQueries.versions, workflowId).map(decodeVersion),
    setting(name) {
      const row = reader.get(workflowQueries.setting, name);
      return row && (JSON.parse(textOf(row, "value")) as Json);
    },
    runSettings(id) {
      const row = reader.get(workflowQueries.runSettings, id);
      return row && completeSettings(JSON.parse(textOf(row, "settings")) as Partial<RunSettings>);
    },
  };
}
