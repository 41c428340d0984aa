import {
  type Acceptance,
  type CancelResult,
  type Host,
  type HostStats,
  isEnded,
  isEndedStatus,
  type Occurrence,
  type Overload,
  readHistory,
  type Run,
  type RunRow,
  StoreReadOnlyError,
} from "@stepwell/core";
import { assemble, type EmbeddedHostOptions, type HostParts } from "./assembly.ts";
import { startAgain } from "./intake.ts";
import { type Load, overload, overloadOf } from "./overload.ts";
import { recover } from "./recovery.ts";
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
      await parts.loader.tell(row, { kind: "quarantine", at, deaths: row.deaths });
    },
    failed: options.onError,
  });
  await parts.queuedRuns.startAll();
  await parts.wakes.begin();
  return hostOf(parts);
}

/** Takes up an interrupted run; resolves at its first progress, at once where it owes nothing. */
async function resume({ loader, watchers, options }: HostParts, row: RunRow): Promise<void> {
  try {
    const progress = watchers.next(row.id);
    const live = await loader.tell(row);
    if (live.inFlight.size > 0 || live.isBusy) await progress.run;
    else progress.forget();
  } catch (error) {
    options.onError(error);
  }
}

function hostOf(parts: HostParts): Host {
  const { options, programs, watchers, state } = parts;
  return {
    accept: (occurrence) => accept(parts, occurrence),
    async rerun({ original, version }) {
      const program = await programs.load(original.workflowId, version);
      const event = await options.store.event(original.eventId);
      if (!program || !event) throw new Error(`run ${original.id} has no version or event`);
      const order = { event, attempt: original.attempt + 1, rerunOf: original.id };
      const refused = overloadOf(
        { target: original.workflowId },
        loadOf(parts, original.workflowId),
      );
      return refused ?? guarded(() => startAgain(parts.intakeParts, program, order));
    },
    ended: (runId) => ended(parts, runId),
    cancel: (runId) => cancel(parts, runId),
    history: (runId) => readRunHistory(parts, runId),
    reload: (workflowId) => programs.reload(workflowId),
    watch: (listener) => watchers.watch(listener),
    stats: () => statsOf(parts),
    async stop(graceMs) {
      state.isStopping = true;
      await stop(parts, graceMs);
    },
  };
}

async function accept(parts: HostParts, occurrence: Occurrence): Promise<Acceptance> {
  const refused = overloadOf(occurrence, loadOf(parts, occurrence.target));
  const acceptance = refused ?? (await guarded(() => parts.intake.accept(occurrence)));
  parts.stats.accepted(acceptance);
  return acceptance;
}

function loadOf({ options, state, liveRuns, pool }: HostParts, workflowId = ""): Load {
  return {
    isStopping: state.isStopping,
    store: options.store,
    liveRuns: liveRuns.size(),
    liveRunsMax: options.liveRunsMax ?? 10_000,
    queuedActions: pool.queuedOf(workflowId),
  };
}

/** Asks again after each write, until the run has ended or is gone. */
async function ended(parts: HostParts, runId: string): Promise<Run | undefined> {
  for (;;) {
    const next = parts.watchers.next(runId);
    const history = await readRunHistory(parts, runId);
    if (!history || isEnded(history.run)) {
      next.forget();
      return history?.run;
    }
    const run = await next.run;
    if (isEnded(run)) return run;
  }
}

async function guarded(work: () => Promise<Acceptance>): Promise<Acceptance | Overload> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StoreReadOnlyError) return overload("read_only", error.retryAfterMs);
    throw error;
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

async function readRunHistory({ options, programs }: HostParts, runId: string) {
  const { store } = options;
  const row = await store.run(runId);
  if (!row) return undefined;
  const { program, identity, facts } = await readRun({ store, programs }, row);
  return { ...readHistory(program, identity, facts), row };
}

function statsOf({ stats, liveRuns, pool }: HostParts): HostStats {
  return {
    ...stats.read(),
    liveRuns: liveRuns.size(),
    actionsInFlight: pool.inFlight(),
    actionsQueued: pool.queued(),
  };
}

const stopPollMs = 20;

async function stop({ options, wakes, pool, liveRuns }: HostParts, graceMs: number): Promise<void> {
  const { clock } = options;
  wakes.stop();
  pool.close();
  const until = clock.now() + graceMs;
  while (pool.inFlight() > 0 && clock.now() < until)
    await new Promise<void>((resolve) => {
      clock.wakeAt(clock.now() + stopPollMs, resolve);
    });
  // A full disk may hold outcomes up for ever: they are had again with the same key.
  const { promise, resolve } = Promise.withResolvers<void>();
  const undo = clock.wakeAt(Math.max(until, clock.now() + stopPollMs), resolve);
  await Promise.race([liveRuns.stop(), promise]);
  undo();
}
