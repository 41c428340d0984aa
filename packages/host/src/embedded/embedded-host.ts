import {
  type CancelResult,
  type Host,
  type HostStats,
  isEndedStatus,
  readHistory,
  type Run,
  type RunRow,
} from "@stepwell/core";
import { assemble, type EmbeddedHostOptions, type HostParts } from "./assembly.ts";
import { startAgain } from "./intake.ts";
import { recover } from "./recovery.ts";
import { perform } from "./gate.ts";
import { resumeRun } from "./resume.ts";
import { readRun } from "./run-loader.ts";

/** The default host: one process, its store, and this. Returns when interrupted runs are taken up. */
export async function openEmbeddedHost(options: EmbeddedHostOptions): Promise<Host> {
  const parts = assemble(options);
  await parts.programs.reloadAll();
  await parts.places.load(options.store);
  await recover({
    store: options.store,
    clock: options.clock,
    isStopped: () => parts.state.isStopping,
    resume: (row) => resume(parts, row),
    quarantine: async (row) => {
      const at = options.clock.now();
      // The death that first interrupted it was not counted.
      await parts.loader.tell(row, { kind: "quarantine", at, deaths: row.deaths + 1 });
    },
    acquit: (row) => acquit(parts, row),
    failed: options.onError,
  });
  await parts.signals.begin();
  await parts.calls.begin();
  await parts.queuedRuns.startAll();
  await parts.wakes.begin();
  await parts.schedules.begin();
  return hostOf(parts);
}

/** Takes up an interrupted run; resolves at its first progress, at once where it owes nothing. */
async function resume(
  { loader, watchers, stranded, options }: HostParts,
  row: RunRow,
): Promise<void> {
  try {
    const progress = watchers.next(row.id);
    const live = await loader.tell(row);
    if (live.inFlight.size > 0 || live.isBusy) await progress.run;
    else progress.forget();
  } catch (error) {
    options.onError(error);
    stranded.add(row.id, []);
  }
}

/** Stale where the run has made progress meanwhile, which clears its deaths anyway. */
async function acquit({ options }: HostParts, row: RunRow): Promise<void> {
  await options.store.commit({ kind: "append", afterSeq: row.seq, run: row, facts: [] });
}

function hostOf(parts: HostParts): Host {
  const { options, programs, watchers, state } = parts;
  return {
    accept: parts.accept,
    acceptAll: parts.acceptAll,
    async rerun({ original, version }) {
      const program = await programs.load(original.workflowId, version);
      const event = await options.store.event(original.eventId);
      if (!program || !event) throw new Error(`run ${original.id} has no version or event`);
      const order = { event, attempt: original.attempt + 1, rerunOf: original.id };
      return parts.admit(original.workflowId, () => startAgain(parts.intakeParts, program, order));
    },
    resume: (order) =>
      parts.admit(order.original.workflowId, () => resumeRun(parts.intakeParts, order)),
    ended: (runId, signal) => ended(parts, runId, signal),
    cancel: (runId) => cancel(parts, runId),
    history: (runId) => readRunHistory(parts, runId),
    past: (runId) => readPast(parts, runId),
    tryAction: ({ identity, workflowId, debt, signal }) =>
      perform(parts.gate, { run: { identity }, base: { workflowId } }, debt, signal),
    async reload(workflowId) {
      await programs.reload(workflowId);
      await parts.schedules.reload(workflowId);
    },
    watch: (listener) => watchers.watch(listener),
    stats: () => statsOf(parts),
    async stop(graceMs) {
      state.isStopping = true;
      await stop(parts, graceMs);
    },
  };
}

/** Watches before it looks: an end in between is not missed. */
async function ended(
  parts: HostParts,
  runId: string,
  signal?: AbortSignal,
): Promise<Run | undefined> {
  const watched = parts.watchers.ended(runId);
  signal?.addEventListener("abort", watched.forget, { once: true });
  try {
    const row = await parts.options.store.run(runId);
    if (row && !isEndedStatus(row.status)) return await watched.run;
    return (await readRunHistory(parts, runId))?.run;
  } finally {
    watched.forget();
    signal?.removeEventListener("abort", watched.forget);
  }
}

/** Says what is on the disk: a cancel that came too late, or was lost to another writer, is none. */
async function cancel({ options, loader }: HostParts, runId: string): Promise<CancelResult> {
  const before = await options.store.run(runId);
  if (!before) return "not_found";
  if (isEndedStatus(before.status)) return "already_ended";
  await loader.tell(before, {
    kind: "cancel",
    at: options.clock.now(),
    reason: "canceled_by_user",
  });
  const after = await options.store.run(runId);
  if (after && !isEndedStatus(after.status)) throw new Error(`run ${runId} could not be canceled`);
  return after?.status === "canceled" ? "canceled" : "already_ended";
}

async function readRunHistory(parts: HostParts, runId: string) {
  const past = await readPast(parts, runId);
  return past && { ...readHistory(past.program, past.identity, past.facts), row: past.row };
}

async function readPast(parts: HostParts, runId: string) {
  const { store } = parts.options;
  const row = await store.run(runId);
  return row && { ...(await readRun({ ...parts, store }, row)), row };
}

function statsOf({ stats, liveRuns, pools }: HostParts): HostStats {
  return {
    ...stats.read(),
    liveRuns: liveRuns.size(),
    actionsInFlight: pools.inFlight(),
    actionsQueued: pools.queued(),
  };
}

const stopPollMs = 20;

async function stop(parts: HostParts, graceMs: number): Promise<void> {
  const { options, wakes, stranded, signals, schedules, pools, liveRuns } = parts;
  const { clock } = options;
  wakes.stop();
  stranded.stop();
  signals.stop();
  const sent = schedules.stop();
  pools.close();
  const until = clock.now() + graceMs;
  while (pools.inFlight() > 0 && clock.now() < until)
    await new Promise<void>((resolve) => {
      clock.wakeAt(clock.now() + stopPollMs, resolve);
    });
  // A full disk may hold outcomes up for ever: they are had again with the same key.
  const { promise, resolve } = Promise.withResolvers<void>();
  const undo = clock.wakeAt(Math.max(until, clock.now() + stopPollMs), resolve);
  await Promise.race([Promise.all([sent, liveRuns.stop()]), promise]);
  undo();
}
