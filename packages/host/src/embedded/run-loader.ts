import {
  type Clock,
  type EventRecord,
  type Fact,
  type OutcomeFact,
  pending,
  replay,
  required,
  type Run,
  type RunRow,
  type Store,
  type StepFailure,
} from "@stepwell/core";
import { type LiveRun, makeLive } from "./live-run.ts";
import { type LiveRuns } from "./live-runs.ts";
import type { Programs } from "./programs.ts";
import type { RunSettingsSource } from "./run-settings.ts";

/** Brings runs from disk to memory: the fold of their facts. */
interface Parts {
  readonly store: Store;
  readonly clock: Clock;
  readonly programs: Programs;
  readonly runSettings: RunSettingsSource;
  readonly liveRuns: LiveRuns;
}

const uncertain: StepFailure = {
  code: "uncertain_effect",
  message:
    "The run or the process ended while this at-most-once action was in flight: nobody knows whether it was done.",
  retryable: false,
};

interface Loading {
  readonly live: Promise<LiveRun>;
  /** What the run is told as soon as it is taken up, before anything else happens to it. */
  readonly facts: Fact[];
}

export type Loader = ReturnType<typeof makeLoader>;

export function makeLoader(parts: Parts) {
  const { liveRuns } = parts;
  const loading = new Map<string, Loading>();

  async function read(row: RunRow): Promise<LiveRun> {
    const { program, identity, facts } = await readRun(parts, row);
    const run = replay(program, identity, facts);
    // A step type that computes otherwise than before: a run must not go another way than it has gone.
    if (run.factCount !== row.seq || run.status !== row.status)
      throw new Error(
        `run ${row.id} is ${row.status} after ${row.seq} facts, but its replay is ${run.status} after ${run.factCount}: it was made by another version of Stepwell; start that one to carry it on`,
      );
    return makeLive(program, row, { run, bytes: eventBytes(identity.event) });
  }

  function tellLive(live: LiveRun, facts: readonly Fact[]): LiveRun {
    for (const fact of facts) void liveRuns.deliver(live, fact);
    return live;
  }

  function load(row: RunRow): Loading {
    const facts: Fact[] = [];
    const take = (live: LiveRun): LiveRun => {
      const known = liveRuns.get(row.id);
      if (known) return tellLive(known, facts);
      const isKnown = ({ path }: OutcomeFact): boolean =>
        facts.some((fact) => fact.kind === "outcome" && fact.path === path);
      const uncertain = uncertainOutcomes(live.run, parts.clock.now());
      live.facts.push(...uncertain.filter((fact) => !isKnown(fact)), ...facts);
      liveRuns.adopt(live);
      return live;
    };
    const live = read(row)
      .then(take)
      .finally(() => loading.delete(row.id));
    const entry = { live, facts };
    loading.set(row.id, entry);
    return entry;
  }

  /**
   * Tells a run facts; takes it up if it is not in memory. Resolves when they are durable. Without
   * a fact the run is only taken up.
   */
  async function tell(row: RunRow, ...facts: readonly Fact[]): Promise<LiveRun> {
    const live = liveRuns.get(row.id);
    const told = live ? tellLive(live, facts) : await loadWith(row, facts);
    if (facts.length > 0) await told.draining;
    return told;
  }

  function loadWith(row: RunRow, facts: readonly Fact[]): Promise<LiveRun> {
    const entry = loading.get(row.id) ?? load(row);
    entry.facts.push(...facts);
    return entry.live;
  }

  return { tell };
}

/** Of at-most-once actions that were in flight when the run's facts ended: they are never repeated. */
export function uncertainOutcomes(run: Run, at: number): readonly OutcomeFact[] {
  return pending(run)
    .performs.filter(({ isIntended }) => isIntended)
    .map(({ path, attempt }) => {
      const result = { ok: false, failure: uncertain } as const;
      return { kind: "outcome", at, path, attempt, result };
    });
}

/** How much memory an event takes, roughly: what back-pressure looks at. */
function eventBytes({ data }: EventRecord): number {
  return JSON.stringify(data).length;
}

/** All that a run is a function of: version, event, settings and facts. */
export async function readRun(
  { store, programs, runSettings }: Pick<Parts, "store" | "programs" | "runSettings">,
  row: RunRow,
) {
  const program = required(await programs.load(row.workflowId, row.version), "the run's version");
  const event = required(await store.event(row.eventId), "the run's event");
  const facts = await store.facts(row.id);
  const settings = await runSettings.of(row.settingsId);
  const { id, number, attempt } = row;
  return { program, identity: { id, number, attempt, event, settings }, facts };
}
