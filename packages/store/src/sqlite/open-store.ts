import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import type { Store } from "@stepwell/core";
import { type StoreWrites, storeWrites } from "../store-writes.ts";
import { openReading, type Synchronous } from "./connection.ts";
import { makeEventReads } from "./event-reads.ts";
import { Reader } from "./reader.ts";
import { endedRunCounts, openRunCounts } from "./run-counts.ts";
import { listRuns } from "./run-list.ts";
import { makeRunReads } from "./run-reads.ts";
import { verifyFile } from "./verify.ts";
import { checkWal } from "./wal-file.ts";
import { makeWorkflowReads } from "./workflow-reads.ts";
import type { Writer } from "./writer.ts";
import { startWriter } from "./writer-thread.ts";

export interface SqliteStoreOptions {
  readonly path: string;
  /** NORMAL may lose the last moments at a power loss. */
  readonly synchronous?: Synchronous;
  /** Called when nobody knows what the disk holds; it must end the process, as the default does. */
  readonly onFatal?: (error: Error) => void;
}

/** Opens (or makes) an environment's file. One process at a time: see lock.ts. */
export async function openSqliteStore({
  path,
  synchronous = "FULL",
  onFatal = endProcess,
}: SqliteStoreOptions): Promise<Store> {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  checkWal(path);
  const thread = await startWriter({ path, synchronous }, onFatal);
  const connection = openReading(path);
  return {
    ...hotPath(thread.writer),
    ...storeWrites(thread.writer),
    ...reads(new Reader(connection)),
    verify: () => verifyFile(path),
    async close() {
      const closed = thread.close();
      connection.close();
      await closed;
    },
  };
}

function endProcess(error: Error): void {
  process.stderr.write(`stepwell: ${error.message}; the process ends so that nothing is lost\n`);
  process.exit(1);
}

type HotPath = Pick<Store, "commit" | "backlog" | "health">;

function hotPath(writer: Writer): HotPath {
  return {
    commit: (unit) => writer.commit(unit),
    backlog: () => writer.backlog(),
    health: () => writer.health(),
  };
}

type Reads = Omit<Store, keyof HotPath | keyof StoreWrites | "verify" | "close">;

function reads(reader: Reader): Reads {
  const events = makeEventReads(reader);
  const runs = makeRunReads(reader);
  const workflows = makeWorkflowReads(reader);
  return {
    eventByKey: async (dedupeKey) => events.byKey(dedupeKey),
    event: async (id) => events.one(id),
    events: (filter, page) => events.list(filter, page),
    run: async (id) => runs.one(id),
    runs: (filter, page) => listRuns(reader, filter, page),
    facts: async (runId) => runs.facts(runId),
    runsOfEvent: async (eventId) => runs.ofEvent(eventId),
    rerunsOf: async (runId) => runs.rerunsOf(runId),
    dueRuns: async (...page) => runs.due(...page),
    nextWakeAt: async (after) => runs.nextWakeAt(after),
    interruptedRuns: async (afterId, limit) => runs.interrupted(afterId, limit),
    queuedRuns: async (...place) => runs.queued(...place),
    concurrency: async () => runs.concurrency(),
    runsAwaiting: async (...place) => runs.awaiting(...place),
    awaitedTopics: async () => runs.topics(),
    owedDeliveries: async () => runs.deliveries(),
    openCalls: async (parentId) => runs.openCalls(parentId),
    unsettledCalls: async () => runs.unsettledCalls(),
    lostCalls: async () => runs.lostCalls(),
    runSettings: async (id) => workflows.runSettings(id),
    countOpenRuns: async (workflowId) => runs.countOpen(workflowId),
    openRunCounts: async () => openRunCounts(reader),
    endedRunCounts: async (span) => endedRunCounts(reader, span),
    workflow: async (id) => workflows.one(id),
    workflowByToken: async (token) => workflows.byToken(token),
    workflows: async () => workflows.all(),
    version: async (...place) => workflows.version(...place),
    versions: async (workflowId) => workflows.versions(workflowId),
    setting: async (name) => workflows.setting(name),
  };
}
