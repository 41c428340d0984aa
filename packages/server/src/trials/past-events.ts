import {
  isEndedStatus,
  type PastEvent,
  type Program,
  type RunRow,
  type StoredEvent,
} from "@stepwell/core";
import type { Environment } from "../environment.ts";

/* The past of a workflow: its latest events, with the runs that they have started. */

export interface PastRange {
  readonly last: number;
  /** Milliseconds since 1970; the second is exclusive. */
  readonly from: number | undefined;
  readonly to: number | undefined;
}

export interface PastEntry {
  readonly eventId: string;
  readonly run: RunRow | undefined;
}

const pageSize = 200;

/** Newest first. Events that started no run are looked for only where a condition could decide. */
export async function pastEntries(
  environment: Environment,
  program: Program,
  range: PastRange,
): Promise<readonly PastEntry[]> {
  const runs = await firstRuns(environment, program.workflow.id, range);
  const entries = new Map<string, PastEntry>();
  for (const run of runs) entries.set(run.eventId, { eventId: run.eventId, run });
  for (const { id, decisions } of await undecidedEvents(environment, program, range))
    if (!entries.has(id) && !decisions.some((one) => startedRun(one, program.workflow.id)))
      entries.set(id, { eventId: id, run: undefined });
  const newestFirst = [...entries.values()].sort((left, right) =>
    left.eventId < right.eventId ? 1 : -1,
  );
  return newestFirst.slice(0, range.last);
}

function startedRun(
  { workflowId, runId }: StoredEvent["decisions"][number],
  wanted: string,
): boolean {
  return workflowId === wanted && runId !== undefined;
}

/** Runs made again have the event of the first one: they add nothing to the past. */
async function firstRuns(
  { store }: Environment,
  workflowId: string,
  { last, from, to }: PastRange,
): Promise<readonly RunRow[]> {
  const filter = { workflowId, ...bounds(from, to) };
  const found: RunRow[] = [];
  for (let cursor: string | undefined; found.length < last;) {
    const page = await store.runs(filter, { limit: pageSize, cursor });
    found.push(...page.filter(({ rerunOf }) => rerunOf === undefined));
    if (page.length < pageSize) break;
    cursor = page.at(-1)?.id;
  }
  return found.slice(0, last);
}

async function undecidedEvents(
  { store }: Environment,
  program: Program,
  { last, from, to }: PastRange,
): Promise<readonly StoredEvent[]> {
  const { workflow, trigger } = program;
  const limits = { limit: last, cursor: undefined };
  if (trigger.listens === "own")
    return store.events({ target: workflow.id, ...bounds(from, to) }, limits);
  const lists = trigger.listens.map((type) => store.events({ type, ...bounds(from, to) }, limits));
  return (await Promise.all(lists)).flat();
}

function bounds(from: number | undefined, to: number | undefined) {
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

/** Undefined where the run has not ended, or its event is not there any more. */
export async function readPast(
  { store, host, runSettings }: Environment,
  { eventId, run }: PastEntry,
): Promise<PastEvent | undefined> {
  const event = await store.event(eventId);
  if (!event) return undefined;
  const { receivedAt } = event;
  if (!run) return { event, receivedAt, settings: runSettings(), run: undefined };
  if (!isEndedStatus(run.status)) return undefined;
  const past = await host.past(run.id);
  return past && { event, receivedAt, settings: past.identity.settings, run: past };
}
