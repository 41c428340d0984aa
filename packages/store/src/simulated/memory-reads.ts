import {
  type ConcurrencyCount,
  type CountSpan,
  type EndedRunCount,
  type EventFilter,
  isEndedStatus,
  type Page,
  type RunFilter,
  type RunRow,
  type RunSettings,
  runSignal,
  type RunStatus,
  type SearchedRow,
  type Store,
  type StoredEvent,
  topicOf,
} from "@stepwell/core";
import { completeSettings } from "../complete-settings.ts";
import { isEventSearch, isSearchedEvent } from "../event-search.ts";
import { searchedRowsMax } from "../search-limit.ts";
import { byId, factsOf, hourMs, type Memory, sortedEvents, sortedRuns } from "./memory.ts";

/** The port's reads, without their promises. */
export type MemoryReads = {
  readonly [K in ReadName]: (...values: Parameters<Store[K]>) => Awaited<ReturnType<Store[K]>>;
};

type ReadName =
  | "eventByKey"
  | "event"
  | "events"
  | "run"
  | "runs"
  | "facts"
  | "runsOfEvent"
  | "rerunsOf"
  | "dueRuns"
  | "nextWakeAt"
  | "interruptedRuns"
  | "queuedRuns"
  | "concurrency"
  | "countOpenRuns"
  | "openRunCounts"
  | "endedRunCounts"
  | "runsAwaiting"
  | "awaitedTopics"
  | "owedDeliveries"
  | "openCalls"
  | "unsettledCalls"
  | "lostCalls"
  | "runSettings"
  | "workflow"
  | "workflowByToken"
  | "workflows"
  | "version"
  | "versions"
  | "setting";

/** Asked for at every read: a failed write makes the memory anew. */
export function makeMemoryReads(memory: () => Memory): MemoryReads {
  const runsWhere = (accepts: (run: RunRow) => boolean): readonly RunRow[] =>
    sortedRuns(memory()).filter(accepts);
  return {
    event: (id) => memory().events.get(id),
    eventByKey: (key) => memory().events.get(memory().eventIdsByKey.get(key) ?? ""),
    events: (filter, page) => listEvents(memory(), filter, page),
    run: (id) => memory().runs.get(id),
    runs: (filter, page) => listRuns(memory(), filter, page),
    facts: (runId) => factsOf(memory(), runId),
    runsOfEvent: (eventId) => runsWhere((run) => run.eventId === eventId),
    rerunsOf: (runId) => runsWhere((run) => run.rerunOf === runId),
    dueRuns: (now, limit, after) => {
      const due = dueRuns(memory(), now);
      const from = after ? due.findIndex(({ id }) => id === after.id) + 1 : 0;
      return due.slice(from, from + limit);
    },
    nextWakeAt: (after = -Infinity) =>
      dueRuns(memory(), Infinity).find(({ wakeAt = -Infinity }) => wakeAt > after)?.wakeAt,
    interruptedRuns: (afterId, limit) =>
      runsWhere((run) => run.status === "running" && run.id > (afterId ?? "")).slice(0, limit),
    queuedRuns: (workflowId, key, limit) =>
      runsWhere(
        (run) =>
          run.status === "queued" && run.workflowId === workflowId && run.concurrencyKey === key,
      ).slice(0, limit),
    concurrency: () => concurrency(runsWhere(isOpen)),
    countOpenRuns: (id) => runsWhere((run) => run.workflowId === id && isOpen(run)).length,
    openRunCounts: () => {
      const count = (status: RunStatus): number => runsWhere((run) => run.status === status).length;
      return { queued: count("queued"), running: count("running"), waiting: count("waiting") };
    },
    endedRunCounts: (span) => endedRunCounts(memory(), span),
    workflow: (id) => memory().workflows.get(id),
    workflowByToken: (token) =>
      [...memory().workflows.values()].find((workflow) => workflow.token === token),
    workflows: () => [...memory().workflows.values()].sort(byId),
    version: (workflowId, number) =>
      memory()
        .versions.get(workflowId)
        ?.find((version) => version.number === number),
    versions: (workflowId) => memory().versions.get(workflowId) ?? [],
    setting: (name) => memory().settings.get(name),
    runSettings: (id) => settingsAt(memory(), id),
    runsAwaiting: (signal, afterId, limit) =>
      awaiting(memory(), (one) => one === signal)
        .filter((id) => id > (afterId ?? ""))
        .slice(0, limit),
    awaitedTopics: () => [...new Set([...memory().awaited.values()].flat().map(topicOf))],
    owedDeliveries: () => [...memory().deliveries.values()],
    openCalls: (parentId) => runsWhere((run) => run.parentId === parentId && isOpen(run)),
    unsettledCalls: () => runsWhere((run) => isUnsettled(memory(), run)),
    lostCalls: () =>
      [...memory().awaited.values()]
        .flat()
        .flatMap(calledRun)
        .filter((id) => !memory().runs.has(id)),
  };
}

function endedRunCounts({ runCounts }: Memory, { from, to, bucket }: CountSpan) {
  const sizeMs = bucket === "day" ? 24 * hourMs : hourMs;
  const found = new Map<string, EndedRunCount>();
  for (const { workflowId, status, start: hour, count } of runCounts.values()) {
    if (hour < from || hour >= to) continue;
    const start = Math.floor(hour / sizeMs) * sizeMs;
    const key = `${start} ${workflowId} ${status}`;
    const before = found.get(key)?.count ?? 0;
    found.set(key, { workflowId, start, status, count: before + count });
  }
  return [...found.values()];
}

function calledRun(signal: string): readonly string[] {
  const prefix = runSignal("");
  return signal.startsWith(prefix) ? [signal.slice(prefix.length)] : [];
}

function settingsAt({ runSettings }: Memory, id: number): RunSettings | undefined {
  const text = runSettings[id];
  return text === undefined
    ? undefined
    : completeSettings(JSON.parse(text) as Partial<RunSettings>);
}

function awaiting({ awaited }: Memory, accepts: (signal: string) => boolean): readonly string[] {
  return [...awaited].flatMap(([id, signals]) => (signals.some(accepts) ? [id] : [])).sort();
}

/** See the port: ended while the caller waits for it, or open though the caller does not. */
function isUnsettled(memory: Memory, run: RunRow): boolean {
  if (!isOpen(run)) return awaiting(memory, (signal) => signal === runSignal(run.id)).length > 0;
  if (run.parentId === undefined) return false;
  return memory.awaited.get(run.parentId)?.includes(runSignal(run.id)) !== true;
}

function isOpen({ status }: RunRow): boolean {
  return !isEndedStatus(status);
}

function dueRuns({ runs }: Memory, now: number): readonly RunRow[] {
  return [...runs.values()]
    .filter(({ wakeAt }) => wakeAt !== undefined && wakeAt <= now)
    .sort((left, right) => (left.wakeAt ?? 0) - (right.wakeAt ?? 0) || byId(left, right));
}

function concurrency(runs: readonly RunRow[]): readonly ConcurrencyCount[] {
  const counts = new Map<string, ConcurrencyCount>();
  for (const { workflowId, concurrencyKey, status } of runs) {
    if (concurrencyKey === undefined) continue;
    const place = JSON.stringify([workflowId, concurrencyKey]);
    const known = counts.get(place) ?? { workflowId, concurrencyKey, open: 0, queued: 0 };
    const field = status === "queued" ? "queued" : "open";
    counts.set(place, { ...known, [field]: known[field] + 1 });
  }
  return [...counts.values()];
}

function listRuns(memory: Memory, filter: RunFilter, page: Page): readonly RunRow[] {
  const { workflowId, version } = filter;
  const statuses: ReadonlySet<RunStatus> | undefined = filter.statuses && new Set(filter.statuses);
  const listed = newestFirst(sortedRuns(memory), page)
    .filter((run) => workflowId === undefined || run.workflowId === workflowId)
    .filter((run) => statuses?.has(run.status) ?? true);
  const last = filter.q === undefined ? undefined : listed[searchedRowsMax - 1];
  const found = listed
    .filter((run) => last === undefined || run.id >= last.id)
    .filter((run) => version === undefined || run.version === version)
    .filter((run) => isWithin(run.createdAt, filter))
    .filter((run) => isFound(run.id, memory.events.get(run.eventId), filter))
    .slice(0, page.limit);
  tellEnd(page, found, last && { id: last.id, at: last.createdAt });
  return found;
}

function listEvents(memory: Memory, filter: EventFilter, page: Page): readonly StoredEvent[] {
  const listed = newestFirst(sortedEvents(memory), page).filter(
    (event) => filter.type === undefined || event.type === filter.type,
  );
  const last = isEventSearch(filter) ? listed[searchedRowsMax - 1] : undefined;
  const found = listed
    .filter((event) => last === undefined || event.id >= last.id)
    .filter((event) => isSearchedEvent(filter, event, () => event.decisions))
    .filter((event) => isWithin(event.receivedAt, filter))
    .filter((event) => isFound(event.id, event, filter))
    .slice(0, page.limit);
  tellEnd(page, found, last && { id: last.id, at: last.receivedAt });
  return found;
}

/** A page that is full ends before its search does. */
function tellEnd(
  { limit, onSearchEnd }: Page,
  found: readonly unknown[],
  last: SearchedRow | undefined,
): void {
  if (last && found.length < limit) onSearchEnd?.(last);
}

function newestFirst<T extends { readonly id: string }>(
  rows: readonly T[],
  { cursor }: Page,
): readonly T[] {
  return rows.filter((row) => cursor === undefined || row.id < cursor).toReversed();
}

function isWithin(
  at: number,
  { from, to }: { readonly from?: number; readonly to?: number },
): boolean {
  return at >= (from ?? -Infinity) && at < (to ?? Infinity);
}

function isFound(
  id: string,
  event: StoredEvent | undefined,
  { q, searches }: Pick<RunFilter, "q" | "searches">,
): boolean {
  return contains(searches === "ids" ? [id] : [id, dataOf(event)], q);
}

function dataOf(event: StoredEvent | undefined): string {
  return event ? JSON.stringify(event.data) : "";
}

function contains(texts: readonly string[], q: string | undefined): boolean {
  if (q === undefined) return true;
  return texts.some((text) => text.toLowerCase().includes(q.toLowerCase()));
}
