import type {
  Fact,
  Json,
  RunReason,
  RunRow,
  RunStatus,
  StoredEvent,
  VersionRow,
  WorkflowRow,
} from "@stepwell/core";
import { CorruptedError } from "../corrupted-error.ts";
import { numberIn, numberOf, textIn, textOf } from "./cells.ts";
import { eventChecksum, journalChecksum } from "./checksum.ts";
import type { Row } from "./connection.ts";

/* From rows to what the port speaks of. Rows with a checksum are checked on every read. */

export function decodeEvent(row: Row, path: string): StoredEvent {
  checkEvent(row, path);
  const target = textIn(row, "target");
  return {
    id: textOf(row, "id"),
    type: textOf(row, "type"),
    source: textOf(row, "source"),
    time: textOf(row, "time"),
    data: JSON.parse(textOf(row, "data")),
    ...(target !== undefined && { target }),
    causes: JSON.parse(textOf(row, "causes")),
    receivedAt: numberOf(row, "received_at"),
    decisions: JSON.parse(textOf(row, "decisions")),
    dedupeKey: textIn(row, "dedupe_key"),
  };
}

const checkedColumns = [
  "id",
  "type",
  "source",
  "time",
  "target",
  "dedupe_key",
  "received_at",
  "causes",
  "decisions",
  "data",
] as const;

export function checkEvent(row: Row, path: string): void {
  const cells = checkedColumns.map((column) => row[column] as string | number | null);
  if (eventChecksum(cells) !== row["checksum"])
    throw new CorruptedError(`${path}: table event, row ${textOf(row, "id")}: wrong checksum`);
}

export function checkJournal(row: Row, path: string): void {
  const runId = textOf(row, "run_id");
  const seq = numberOf(row, "seq");
  if (journalChecksum(runId, seq, textOf(row, "facts")) !== row["checksum"])
    throw new CorruptedError(`${path}: table journal, row ${runId} ${seq}: wrong checksum`);
}

/** The run's row counts its facts: a lost journal row is noticed. */
export function decodeFacts(run: RunRow, rows: readonly Row[], path: string): readonly Fact[] {
  const isStartTold = rows[0] !== undefined && numberOf(rows[0], "seq") === 1;
  const facts: Fact[] =
    run.startedAt === undefined || isStartTold ? [] : [{ kind: "start", at: run.startedAt }];
  for (const row of rows) {
    checkJournal(row, path);
    if (numberOf(row, "seq") !== facts.length + 1) throw lostFacts(run, path);
    facts.push(...(JSON.parse(textOf(row, "facts")) as Fact[]));
  }
  if (facts.length !== run.seq) throw lostFacts(run, path);
  return facts;
}

function lostFacts({ id, seq }: RunRow, path: string): CorruptedError {
  return new CorruptedError(`${path}: table journal, run ${id}: not the ${seq} facts that it had`);
}

export function decodeRun(row: Row): RunRow {
  return {
    id: textOf(row, "id"),
    number: numberOf(row, "number"),
    workflowId: textOf(row, "workflow_id"),
    version: numberOf(row, "version"),
    eventId: textOf(row, "event_id"),
    status: textOf(row, "status") as RunStatus,
    reason: textIn(row, "reason") as RunReason | undefined,
    message: textIn(row, "message"),
    createdAt: numberOf(row, "created_at"),
    startedAt: numberIn(row, "started_at"),
    endedAt: numberIn(row, "ended_at"),
    wakeAt: numberIn(row, "wake_at"),
    seq: numberOf(row, "seq"),
    attempt: numberOf(row, "attempt"),
    rerunOf: textIn(row, "rerun_of"),
    concurrencyKey: textIn(row, "concurrency_key"),
    settingsId: numberOf(row, "settings_id"),
    parentId: textIn(row, "parent_id"),
    deaths: numberOf(row, "deaths"),
  };
}

export function decodeWorkflow(row: Row): WorkflowRow {
  return {
    id: textOf(row, "id"),
    token: textOf(row, "token"),
    name: textOf(row, "name"),
    draft: JSON.parse(textOf(row, "draft")) as Json,
    draftRevision: numberOf(row, "draft_revision"),
    activeVersion: numberIn(row, "active_version"),
    latestVersion: numberOf(row, "latest_version"),
    isArchived: numberOf(row, "is_archived") === 1,
    createdAt: numberOf(row, "created_at"),
    updatedAt: numberOf(row, "updated_at"),
  };
}

export function decodeVersion(row: Row): VersionRow {
  return {
    workflowId: textOf(row, "workflow_id"),
    number: numberOf(row, "number"),
    definition: JSON.parse(textOf(row, "definition")) as Json,
    note: textIn(row, "note"),
    publishedAt: numberOf(row, "published_at"),
    publishedBy: textOf(row, "published_by"),
  };
}
