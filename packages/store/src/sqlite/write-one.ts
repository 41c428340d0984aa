import type { VersionRow, WorkflowRow } from "@stepwell/core";
import type { Write, WriteResult } from "../write.ts";
import type { Connection } from "./connection.ts";
import type { Retention } from "./retention.ts";

/** Carries out one write inside its own transaction. Types of core only: see unit-writer.ts. */
export function writeOne(connection: Connection, write: Write, retention: Retention): WriteResult {
  switch (write.kind) {
    case "add_deaths":
      return addDeaths(connection, write.runIds);
    case "keep_run_settings":
      return keepRunSettings(connection, write.settings);
    case "reserve_numbers":
      return reserveNumbers(connection, write.workflowId, write.count);
    case "insert_workflow":
      return insertWorkflow(connection, write.row);
    case "update_workflow":
      return updateWorkflow(connection, write.row, write.afterRevision);
    case "insert_version":
      return (
        updateWorkflow(connection, write.row, write.afterRevision) &&
        insertVersion(connection, write.version)
      );
    case "delete_workflow_runs":
      return retention.deleteSomeRuns(write.id, write.rowsMax) < write.rowsMax;
    case "delete_workflow":
      return deleteWorkflow(connection, write.id, retention);
    case "delete_runs":
      return retention.deleteEndedRuns(write.ids);
    case "prune":
      return retention.prune(write.order);
    case "set_setting":
      return setSetting(connection, write.name, JSON.stringify(write.value));
    default:
      return write satisfies never;
  }
}

function addDeaths(connection: Connection, runIds: readonly string[]): true {
  for (const id of runIds) connection.run("UPDATE run SET deaths = deaths + 1 WHERE id = ?", id);
  return true;
}

function keepRunSettings(connection: Connection, settings: string): number {
  connection.run("INSERT INTO run_settings (settings) VALUES (?) ON CONFLICT DO NOTHING", settings);
  const row = connection.get("SELECT id FROM run_settings WHERE settings = ?", settings);
  return Number(row?.["id"]);
}

function reserveNumbers(connection: Connection, id: string, count: number): number | undefined {
  const row = connection.get(
    `UPDATE workflow SET next_run_number = next_run_number + ? WHERE id = ?
     RETURNING next_run_number - ? AS first`,
    count,
    id,
    count,
  );
  return row && Number(row["first"]);
}

function insertWorkflow(connection: Connection, row: WorkflowRow): boolean {
  const changed = connection.run(
    `INSERT INTO workflow (id, token, name, draft, draft_revision, active_version, latest_version,
       is_archived, created_at, updated_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
    row.id,
    row.token,
    row.name,
    JSON.stringify(row.draft),
    row.draftRevision,
    row.activeVersion ?? null,
    row.latestVersion,
    row.isArchived ? 1 : 0,
    row.createdAt,
    row.updatedAt,
  );
  return changed > 0;
}

function updateWorkflow(connection: Connection, row: WorkflowRow, afterRevision: number): boolean {
  const changed = connection.run(
    `UPDATE workflow SET token = ?, name = ?, draft = ?, draft_revision = ?, active_version = ?,
       latest_version = ?, is_archived = ?, updated_at = ?
     WHERE id = ? AND draft_revision = ?`,
    row.token,
    row.name,
    JSON.stringify(row.draft),
    row.draftRevision,
    row.activeVersion ?? null,
    row.latestVersion,
    row.isArchived ? 1 : 0,
    row.updatedAt,
    row.id,
    afterRevision,
  );
  return changed > 0;
}

function insertVersion(connection: Connection, version: VersionRow): true {
  connection.run(
    `INSERT INTO version (workflow_id, number, definition, note, published_at, published_by)
     VALUES (?, ?, ?, ?, ?, ?)`,
    version.workflowId,
    version.number,
    JSON.stringify(version.definition),
    version.note ?? null,
    version.publishedAt,
    version.publishedBy,
  );
  return true;
}

function deleteWorkflow(connection: Connection, id: string, retention: Retention): true {
  retention.deleteSomeRuns(id, Number.MAX_SAFE_INTEGER);
  connection.run("DELETE FROM version WHERE workflow_id = ?", id);
  connection.run("DELETE FROM run_count WHERE workflow_id = ?", id);
  connection.run("DELETE FROM setting WHERE substr(name, instr(name, '.') + 1) = ?", id);
  connection.run("DELETE FROM workflow WHERE id = ?", id);
  return true;
}

function setSetting(connection: Connection, name: string, value: string): true {
  connection.run(
    `INSERT INTO setting (name, value) VALUES (?, ?)
     ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
    name,
    value,
  );
  return true;
}
