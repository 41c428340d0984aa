import { setImmediate } from "node:timers/promises";
import { type bulkRuns, isAllowed, type ProblemCode, ProblemError } from "@stepwell/api";
import { failureOf, StoreReadOnlyError } from "@stepwell/core";
import type { Call, Handler } from "../../call.ts";
import { overloaded } from "../../refuse.ts";
import { searchFor } from "../../sight.ts";
import { loadWorkflow } from "../workflows/load.ts";
import { type Selection, selectIds, selectRuns, withStatuses } from "./bulk-selection.ts";
import { cancelOne } from "./cancel.ts";
import { filterOf } from "./filter.ts";
import { notRemoved } from "./remove.ts";
import { runAgain } from "./rerun.ts";
import { resumeOne } from "./resume.ts";

/*
 * One action for many runs, a few at a time: their writes share a commit, and others get their turn
 * in between. What the server is too busy for ends it; what one run refuses does not.
 */

type BulkCall = Call<typeof bulkRuns>;
type Result = { readonly runId: string; readonly refusal: ProblemError | undefined };

const batchRuns = 50;
const skippedShown = 100;

export const bulk: Handler<typeof bulkRuns> = async (call) => {
  checkDeletion(call);
  const { ids, more } = await select(call);
  const outcome = call.body.dryRun ? nothingDone : await performAll(call, ids);
  const { done, skipped, stopped } = outcome;
  return {
    matched: ids.length,
    done,
    skipped: skipped.slice(0, skippedShown).map(presentSkipped),
    skippedCount: skipped.length,
    more,
    stopped: stopped ? presentStop(stopped) : null,
  };
};

function checkDeletion({ body, principal }: BulkCall): void {
  if (body.action !== "delete" || isAllowed(principal.role, "runs.delete")) return;
  const message = `The role ${principal.role} does not have the permission runs.delete.`;
  throw new ProblemError("forbidden", message);
}

async function select(call: BulkCall): Promise<Selection> {
  const { body, environment } = call;
  const { action, ids, filter: given = {}, limit } = body;
  if (ids) return selectIds(ids, limit);
  const { hasRerun, ...rest } = given;
  // A name that is none would find nothing, and seem to have worked.
  if (rest.workflow !== undefined) await loadWorkflow(environment, rest.workflow);
  const filter = withStatuses({ ...filterOf(rest), ...searchFor(call, rest.q) }, action);
  return selectRuns(environment, { filter, hasRerun, limit });
}

interface Outcome {
  readonly done: number;
  readonly skipped: readonly Skipped[];
  readonly stopped: ProblemError | undefined;
}

interface Skipped {
  readonly runId: string;
  readonly refusal: ProblemError;
}

const nothingDone: Outcome = { done: 0, skipped: [], stopped: undefined };

async function performAll(call: BulkCall, ids: readonly string[]): Promise<Outcome> {
  const skipped: Skipped[] = [];
  let done = 0;
  for (let at = 0; at < ids.length; at += batchRuns) {
    const stopped = readOnly(call);
    if (stopped) return { done, skipped, stopped };
    const results = await performBatch(call, ids.slice(at, at + batchRuns));
    done += results.filter(({ refusal }) => !refusal).length;
    const refused = results.flatMap(({ runId, refusal }) => (refusal ? [{ runId, refusal }] : []));
    skipped.push(...refused.filter(({ refusal }) => !isStop(refusal)));
    const stop = refused.find(({ refusal }) => isStop(refusal))?.refusal;
    if (stop) return { done, skipped, stopped: stop };
    await setImmediate();
  }
  return { done, skipped, stopped: undefined };
}

const stopCodes: ReadonlySet<ProblemCode> = new Set(["server_busy", "workflow_busy", "read_only"]);

function isStop({ code }: ProblemError): boolean {
  return stopCodes.has(code);
}

/** Deleting frees a full disk; nothing else is begun on one. */
function readOnly({ body, environment }: BulkCall): ProblemError | undefined {
  if (body.action === "delete" || environment.store.health().status === "ok") return undefined;
  return overloaded({ kind: "overload", why: "read_only", retryAfterMs: 5000 });
}

function performBatch(call: BulkCall, ids: readonly string[]): Promise<readonly Result[]> {
  const { action, version } = call.body;
  if (action === "delete") return deleteBatch(call, ids);
  const perform = {
    cancel: (id: string): Promise<unknown> => cancelOne(call.environment, id),
    rerun: (id: string) => runAgain(call, id, version === "active" ? undefined : version),
    resume: (id: string) => resumeOne(call.environment, id, { version }),
  }[action];
  return Promise.all(ids.map(async (id) => resultOf(id, () => perform(id))));
}

async function deleteBatch(
  { environment }: BulkCall,
  ids: readonly string[],
): Promise<readonly Result[]> {
  const removed = new Set(await environment.store.deleteRuns(ids));
  const checkRemoved = async (id: string): Promise<void> => {
    if (!removed.has(id)) throw await notRemoved(environment, id);
  };
  return Promise.all(ids.map(async (id) => resultOf(id, () => checkRemoved(id))));
}

/** The answer tells what was done before, so no run's bad luck may take it away. */
async function resultOf(runId: string, work: () => Promise<unknown>): Promise<Result> {
  try {
    await work();
    return { runId, refusal: undefined };
  } catch (error) {
    return { runId, refusal: refusalOf(error) };
  }
}

function refusalOf(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof StoreReadOnlyError)
    return overloaded({ kind: "overload", why: "read_only", retryAfterMs: error.retryAfterMs });
  return new ProblemError("internal", failureOf(error).message);
}

function presentSkipped({ runId, refusal }: Skipped) {
  return { runId, code: refusal.code, message: refusal.message };
}

function presentStop({ code, headers }: ProblemError) {
  const retryAfterSeconds = Number(headers["retry-after"] ?? 1);
  const message = `The server was too busy to go on (${code}); what is counted as done is done. Ask again in ${retryAfterSeconds} s for the rest.`;
  return { code, message, retryAfterSeconds };
}
