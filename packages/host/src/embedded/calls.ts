import {
  type Acceptance,
  type CallDebt,
  callEnd,
  callEventType,
  type CallResult,
  type Clock,
  type InputIssue,
  isEndedStatus,
  type Occurrence,
  pending,
  type Run,
  type RunRow,
  replay,
  runSignal,
  type Store,
} from "@stepwell/core";
import { inBatches } from "./batches.ts";
import { chainOf } from "./gate.ts";
import type { LiveRun } from "./live-run.ts";
import type { Programs } from "./programs.ts";
import { readRun } from "./run-loader.ts";
import type { Loader } from "./run-loader.ts";
import type { RunSettingsSource } from "./run-settings.ts";

/*
 * Runs that call workflows. A call is an event for the called workflow whose key names the calling
 * step: made twice it starts one run. The end of the called run is read off that run, so nothing
 * about a call is kept but who waits for whom.
 */

interface Parts {
  readonly store: Store;
  readonly clock: Clock;
  readonly programs: Programs;
  readonly runSettings: RunSettingsSource;
  readonly loader: Loader;
  accept(occurrence: Occurrence): Promise<Acceptance>;
  failed(error: unknown): void;
}

export interface Calls {
  /** Starts the run that a step calls; once, however often it is asked. */
  make(live: LiveRun, debt: CallDebt, signal: AbortSignal): Promise<CallResult | undefined>;
  /** A run that was called has ended: its caller is told. */
  ended(row: RunRow, run: Run): void;
  /** A run waits for the ends of runs that it has called: perhaps they have ended already. */
  awaited(runIds: readonly string[]): void;
  /** Nobody waits for the ends of these runs any more. */
  abandoned(runIds: readonly string[]): void;
  /** After a start: ends that were not told, runs that nobody waits for. */
  begin(): Promise<void>;
}

/** Workflows that call each other: how many runs deep. */
const depthMax = 32;
const batchMax = 100;

export function makeCalls(parts: Parts): Calls {
  const { store, clock, loader, failed } = parts;

  async function tellCaller(row: RunRow, run: Run): Promise<void> {
    const parent = row.parentId === undefined ? undefined : await store.run(row.parentId);
    if (!parent || isEndedStatus(parent.status)) return;
    const value = { ...callEnd(run) };
    await loader.tell(parent, {
      kind: "signal",
      at: clock.now(),
      signal: runSignal(row.id),
      value,
    });
  }

  /** It was deleted before its caller was told of its end: the caller would wait for ever. */
  async function tellGone(runId: string): Promise<void> {
    const signal = runSignal(runId);
    const message = "the called run was deleted before its end could be told";
    const value = { runId, status: "canceled", reason: null, message, output: null };
    for (const callerId of await store.runsAwaiting(signal, undefined, 1)) {
      const caller = await store.run(callerId);
      if (caller) await loader.tell(caller, { kind: "signal", at: clock.now(), signal, value });
    }
  }

  async function settle(runId: string): Promise<void> {
    const row = await store.run(runId);
    if (!row) return tellGone(runId);
    if (!isEndedStatus(row.status)) return;
    const { program, identity, facts } = await readRun(parts, row);
    await tellCaller(row, replay(program, identity, facts));
  }

  async function giveUp(runId: string): Promise<void> {
    const row = await store.run(runId);
    if (!row || isEndedStatus(row.status)) return;
    await loader.tell(row, { kind: "cancel", at: clock.now(), reason: "parent_ended" });
  }

  function each(runIds: readonly string[], work: (runId: string) => Promise<void>): void {
    void inBatches(runIds, batchMax, work).catch(failed);
  }

  return {
    make: (live, debt, signal) => makeCall(parts, live, debt, signal),
    ended(row, run) {
      if (row.parentId !== undefined) void tellCaller(row, run).catch(failed);
    },
    awaited: (runIds) => each(runIds, settle),
    abandoned: (runIds) => each(runIds, giveUp),
    async begin() {
      const rows = await store.unsettledCalls();
      const isOver = ({ status }: RunRow): boolean => isEndedStatus(status);
      each([...idsOf(rows.filter(isOver)), ...(await store.lostCalls())], settle);
      const open = rows.filter((row) => !isOver(row));
      void inBatches(open, batchMax, (row) => giveUpUnlessCalled(parts, row, giveUp)).catch(failed);
    },
  };
}

/** A caller that has not heard of its call yet will make it again, and find this run. */
async function giveUpUnlessCalled(
  parts: Parts,
  row: RunRow,
  giveUp: (runId: string) => Promise<void>,
): Promise<void> {
  const caller = await parts.store.run(row.parentId ?? "");
  if (!caller || isEndedStatus(caller.status)) return giveUp(row.id);
  const event = await parts.store.event(row.eventId);
  const { program, identity, facts } = await readRun(parts, caller);
  const { calls, signals } = pending(replay(program, identity, facts));
  const isOwed = calls.some(({ path }) => event?.dedupeKey === callKey(caller.id, path));
  if (!isOwed && !signals.includes(runSignal(row.id))) await giveUp(row.id);
}

/** The same call has the same key: it starts one run. */
function callKey(callerId: string, path: string): string {
  return `call:${callerId}:${path}`;
}

function idsOf(rows: readonly RunRow[]): readonly string[] {
  return rows.map(({ id }) => id);
}

async function makeCall(
  parts: Parts,
  live: LiveRun,
  { path, call }: CallDebt,
  signal: AbortSignal,
): Promise<CallResult | undefined> {
  const { id } = live.run.identity;
  const causes = chainOf(live.run, live.base);
  if (causes.length > depthMax)
    return refused("limit_reached", `workflows call each other more than ${depthMax} runs deep`);
  const program = parts.programs.callable(call.workflow);
  if (!program) return refused("workflow_not_callable", notCallable(call.workflow));
  if (live.program.mode === "sync" && program.mode === "async")
    return refused(
      "not_sync",
      `a sync workflow can call only sync workflows, and ${call.workflow} is async`,
    );
  const input = program.trigger.readInput?.(call.input) ?? { ok: true, data: call.input };
  if (!input.ok) return refused("invalid_input", `${call.workflow}: ${messagesOf(input.issues)}`);
  const occurrence = {
    type: callEventType,
    source: `run:${id}`,
    data: input.data,
    target: program.workflow.id,
    dedupeKey: callKey(id, path),
    causes,
    bytes: 0,
  };
  const acceptance = await acceptWhenPossible(parts, occurrence, signal);
  return acceptance && resultOf(acceptance, call.workflow);
}

/** The server is busy, or the disk is full: a call is not lost for that. */
async function acceptWhenPossible({ accept, clock }: Parts, one: Occurrence, signal: AbortSignal) {
  for (;;) {
    if (signal.aborted) return undefined;
    const acceptance = await accept(one);
    if (acceptance.kind === "accepted") return acceptance;
    await new Promise<void>((resolve) => {
      clock.wakeAt(clock.now() + acceptance.retryAfterMs, resolve);
    });
  }
}

function resultOf(
  { decisions }: Extract<Acceptance, { kind: "accepted" }>,
  workflow: string,
): CallResult {
  const runId = decisions.find((decision) => decision.runId !== undefined)?.runId;
  if (runId !== undefined) return { ok: true, runId };
  const [{ outcome, detail } = { outcome: "workflow_not_callable", detail: undefined }] = decisions;
  return refused(outcome, `workflow ${workflow} was not started: ${detail ?? outcome}`);
}

function messagesOf(issues: readonly InputIssue[]): string {
  return issues.map(({ message }) => message).join("; ");
}

function notCallable(workflow: string): string {
  return `there is no active workflow "${workflow}" with the trigger type call: publish and activate it, or correct its id or name`;
}

function refused(code: string, message: string): CallResult {
  return { ok: false, failure: { code, message, retryable: false } };
}

/** Called runs that a run waits for, read off its signals. */
export function calledIn(signals: readonly string[]): readonly string[] {
  const prefix = runSignal("");
  return signals.flatMap((one) => (one.startsWith(prefix) ? [one.slice(prefix.length)] : []));
}
