import type { Clock, Ids, Limits, Registry, RunRow, Store } from "@stepwell/core";
import { isEndedStatus } from "@stepwell/core";
import { makeActionPool } from "./action-pool.ts";
import { writeCauses } from "./causes.ts";
import type { GateParts, Runners } from "./gate.ts";
import { makeIntake } from "./intake.ts";
import type { LiveRun } from "./live-run.ts";
import { makeLiveRuns } from "./live-runs.ts";
import { makePlaces } from "./places.ts";
import { makePrograms } from "./programs.ts";
import { makeQueuedRuns } from "./queued-runs.ts";
import { makeLoader } from "./run-loader.ts";
import { makeRunNumbers } from "./run-numbers.ts";
import { rowOf } from "./run-row.ts";
import { makeStats } from "./stats.ts";
import { makeWakes } from "./wakes.ts";
import { makeWatchers } from "./watchers.ts";

/* The parts of the embedded host, put together. */

export interface EmbeddedHostOptions {
  readonly environment: string;
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly registry: Registry;
  readonly runners: Runners;
  limits(): Limits;
  /** Signs the causal chain on outgoing requests. */
  readonly signingKey: string;
  /** Actions at the same time. */
  readonly actionsMax?: number;
  /** Runs in memory before new events are refused. */
  readonly liveRunsMax?: number;
  onError(error: unknown): void;
}

/** What knows of no run in memory. */
function basis(options: EmbeddedHostOptions) {
  const { store, registry, limits, onError: failed } = options;
  return {
    options,
    state: { isStopping: false },
    programs: makePrograms({ store, registry, limits, failed }),
    places: makePlaces(),
    watchers: makeWatchers(),
    stats: makeStats(),
    pool: makeActionPool(options.actionsMax ?? 256),
  };
}

export function assemble(options: EmbeddedHostOptions) {
  const { store, clock, ids, onError: failed } = options;
  const known = basis(options);
  const { programs, places, pool, stats, watchers } = known;
  const gate = gateOf(options);
  const liveRuns = makeLiveRuns({ store, clock, pool, gate, written, lost, failed });
  const loader = makeLoader({ store, clock, programs, liveRuns });
  const queuedRuns = makeQueuedRuns({ store, clock, places, programs, loader, failed });
  const wakes = makeWakes({ store, clock, failed, wake });
  const takeNumber = makeRunNumbers(store);
  const queued = queuedRuns.check;
  const intakeParts = { store, clock, ids, programs, places, takeNumber, adopt, queued };

  function lost(live: LiveRun): void {
    failed(new Error(`run ${live.run.identity.id} was written by another process`));
  }

  async function wake(row: RunRow): Promise<void> {
    await loader.tell(row, { kind: "wake", at: clock.now() });
  }

  function written(row: RunRow, live: LiveRun): void {
    wakes.schedule(row.wakeAt);
    stats.written(row);
    watchers.written(row, live.run);
    if (isEndedStatus(row.status)) queuedRuns.ended(row, live.program);
  }

  function adopt(runs: readonly LiveRun[]): void {
    for (const live of runs) {
      stats.started();
      written(rowOf(live.run, live.base), live);
      liveRuns.adopt(live);
    }
  }

  const intake = makeIntake(intakeParts);
  return { ...known, liveRuns, loader, queuedRuns, wakes, intakeParts, intake };
}

export type HostParts = ReturnType<typeof assemble>;

function gateOf({ runners, environment, limits, signingKey }: EmbeddedHostOptions): GateParts {
  return {
    runners,
    environment,
    limits,
    causesOf: ({ run, base }) => {
      const { event, id } = run.identity;
      return writeCauses(event, { workflowId: base.workflowId, runId: id }, signingKey);
    },
  };
}
