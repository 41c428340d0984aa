import {
  type Clock,
  parseDefinition,
  type PruneOrder,
  type Store,
  unitMs,
  type WorkflowRow,
} from "@stepwell/core";
import type { ServerParts } from "./call.ts";
import type { Environment } from "./environment.ts";
import type { KeptDays } from "./kept-days.ts";

/*
 * Retention by age and outcome: small batches, so that nothing waits for them. Events go when no
 * run refers to them and the window for running them again is over.
 */

const intervalMs = 10 * 60_000;
const batchRows = 100;
/** Counts of ended runs outlive the runs: figures can be compared with those of a year ago. */
const countsKeptDays = 400;
/** Between batches, so that whoever waits for the writer gets in. */
const pauseMs = 50;

export function makeRetention(
  server: ServerParts,
  failed: (error: unknown) => void,
): { stop(): void } {
  const { environments, clock } = server;
  let undo = clock.wakeAt(clock.now() + intervalMs, tick);
  let isStopped = false;

  function tick(): void {
    const all = [...environments.values()].map((one) =>
      pruneAll(one, { clock, isStopped: () => isStopped }),
    );
    const shared = Promise.resolve(server).then(pruneAudit);
    void Promise.all([...all, shared])
      .catch(failed)
      .finally(() => {
        if (!isStopped) undo = clock.wakeAt(clock.now() + intervalMs, tick);
      });
  }

  return {
    stop() {
      isStopped = true;
      undo();
    },
  };
}

const auditDays = 365;

/** Of the installation: what was done long ago, and sessions that have ended by themselves. */
export function pruneAudit({ installation, clock }: ServerParts): void {
  installation.audit.prune(clock.now() - auditDays * unitMs.days);
  installation.sessions.prune(clock.now());
}

interface PruneParts {
  readonly clock: Clock;
  isStopped(): boolean;
}

async function pruneAll(
  { store, limits, keptDays }: Environment,
  { clock, isStopped }: PruneParts,
): Promise<void> {
  const now = clock.now();
  const before = (days: number): number => now - days * unitMs.days;
  const ofWorkflow = async (row: WorkflowRow): Promise<PruneOrder> => {
    const { succeededDays, failedDays, canceledDays } = {
      ...keptDays.current(),
      ...(await ownDays(store, row)),
    };
    return {
      workflowId: row.id,
      succeededBefore: before(succeededDays),
      failedBefore: before(failedDays),
      canceledBefore: before(canceledDays),
      eventsBefore: undefined,
      rowsMax: batchRows,
    };
  };
  const own = await Promise.all((await store.workflows()).map(ofWorkflow));
  const events: PruneOrder = {
    succeededBefore: undefined,
    failedBefore: undefined,
    canceledBefore: undefined,
    eventsBefore: before(limits().rerunDays),
    countsBefore: before(countsKeptDays),
    rowsMax: batchRows,
  };
  for (const order of [...own, events])
    while (!isStopped() && !(await store.prune(order)).isDone) await pause(clock);
}

/** What the active version says, or the newest one: a draft deletes nothing. */
async function ownDays(
  store: Store,
  { id, activeVersion, latestVersion }: WorkflowRow,
): Promise<Partial<KeptDays>> {
  const version = await store.version(id, activeVersion ?? latestVersion);
  const parsed = version && parseDefinition(version.definition);
  const days = parsed?.ok === true ? parsed.definition.settings?.retention : {};
  return Object.fromEntries(Object.entries(days ?? {}).filter(([, value]) => value !== undefined));
}

function pause(clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    clock.wakeAt(clock.now() + pauseMs, resolve);
  });
}
