import {
  type Clock,
  pending,
  replay,
  required,
  type RunRow,
  type Store,
  type StepFailure,
} from "@stepwell/core";
import { type LiveRun, type LiveRuns, makeLive } from "./live-runs.ts";
import type { Programs } from "./programs.ts";

/** Brings runs from disk to memory: the fold of their facts. */
interface Parts {
  readonly store: Store;
  readonly clock: Clock;
  readonly programs: Programs;
  readonly liveRuns: LiveRuns;
}

const uncertain: StepFailure = {
  code: "uncertain_effect",
  message:
    "The process ended while this at-most-once action was in flight: nobody knows whether it was done.",
  retryable: false,
};

export function makeLoader(parts: Parts) {
  const loading = new Map<string, Promise<LiveRun>>();

  async function read(row: RunRow): Promise<LiveRun> {
    const { program, identity, facts } = await readRun(parts, row);
    const run = replay(program, identity, facts);
    const live = makeLive(program, row, run);
    // Only a death of the process leaves an intended action behind that nobody performs.
    for (const { isIntended, path, attempt } of pending(run).performs)
      if (isIntended) {
        const result = { ok: false, failure: uncertain } as const;
        live.facts.push({ kind: "outcome", at: parts.clock.now(), path, attempt, result });
      }
    return live;
  }

  /** The live run of a row; taken up if it is not in memory. */
  async function obtain(row: RunRow): Promise<LiveRun> {
    const live = parts.liveRuns.get(row.id);
    if (live) return live;
    const first = loading.get(row.id);
    if (first) return first;
    const reading = read(row);
    loading.set(row.id, reading);
    try {
      const taken = await reading;
      parts.liveRuns.adopt(taken);
      return taken;
    } finally {
      loading.delete(row.id);
    }
  }

  return { obtain };
}

/** All that a run is a function of: version, event and facts. */
export async function readRun({ store, programs }: Pick<Parts, "store" | "programs">, row: RunRow) {
  const program = required(await programs.load(row.workflowId, row.version), "the run's version");
  const event = required(await store.event(row.eventId), "the run's event");
  const facts = await store.facts(row.id);
  const { id, number, attempt } = row;
  return { program, identity: { id, number, attempt, event, env: {} }, facts };
}
