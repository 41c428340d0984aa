import type {
  Acceptance,
  Clock,
  Fact,
  Ids,
  Occurrence,
  Registry,
  RunRow,
  RunSettings,
  Store,
} from "@stepwell/core";
import { makeActionPools } from "./action-pools.ts";
import { makeCalls } from "./calls.ts";
import { writeCauses } from "./causes.ts";
import { makeConsequences } from "./consequences.ts";
import { makeFrontDoor } from "./front-door.ts";
import { type Credentials, noCredentials } from "./credentials.ts";
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
import { makeRunSettings } from "./run-settings.ts";
import { makeSchedules } from "./schedules.ts";
import { makeSignals } from "./signals.ts";
import { makeStrandedRuns } from "./stranded-runs.ts";
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
  /** Connections and secrets of the environment, for actions; none by default. */
  readonly credentials?: Credentials;
  /** What new runs are given; the same object until it changes. */
  settings(): RunSettings;
  /** Signs the causal chain on outgoing requests. */
  readonly signingKey: string;
  /** Actions to the outside at the same time. */
  readonly actionsMax?: number;
  /** Calculations of users' code at the same time; they take no places of actions. */
  readonly calculationsMax?: number;
  /** Runs in memory before new events are refused. */
  readonly liveRunsMax?: number;
  /** Bytes of the events of runs in memory before new events are refused. */
  readonly liveBytesMax?: number;
  onError(error: unknown): void;
}

const actionsMaxDefault = 256;
const calculationsMaxDefault = 64;
const liveRunsMaxDefault = 10_000;
const liveBytesMaxDefault = 128 * 1024 * 1024;

/** What knows of no run in memory. */
function basis(options: EmbeddedHostOptions) {
  const { store, registry, onError: failed, settings } = options;
  return {
    options,
    state: { isStopping: false },
    programs: makePrograms({ store, registry, failed }),
    runSettings: makeRunSettings(store, settings),
    places: makePlaces(),
    watchers: makeWatchers(),
    stats: makeStats(),
    pools: makeActionPools({
      outsideMax: options.actionsMax ?? actionsMaxDefault,
      calculationsMax: options.calculationsMax ?? calculationsMaxDefault,
    }),
  };
}

/** Runs in memory, how they get there, and what follows from their writes. */
export function assemble(options: EmbeddedHostOptions) {
  const { store, clock, onError: failed } = options;
  const known = basis(options);
  const { programs, runSettings, places, pools } = known;
  const consequences = makeConsequences(() => followers);
  const gate = { ...gateOf(options), accept: acceptInner };
  const stranded = makeStrandedRuns({ store, clock, takeUp, failed });
  const liveParts = { store, clock, pools, gate, ...consequences, lost, stranded: strand, failed };
  const liveRuns = makeLiveRuns(liveParts);
  const loader = makeLoader({ store, clock, programs, runSettings, liveRuns });
  const queuedRuns = makeQueuedRuns({ store, clock, places, programs, loader, failed });
  const signals = makeSignals({ store, clock, loader, failed });
  const wakes = makeWakes({ store, clock, failed, wake });

  function lost({ run }: LiveRun): void {
    failed(new Error(`run ${run.identity.id} was written by another process`));
  }

  /** Events are owed to a run by the store, and told by whoever looks there. */
  function strand(runId: string, facts: readonly Fact[]): void {
    const others = facts.filter((fact) => fact.kind !== "signal" || fact.eventId === undefined);
    stranded.add(runId, others);
    if (others.length < facts.length) signals.undelivered();
  }

  function takeUp(row: RunRow, facts: readonly Fact[]): Promise<LiveRun> {
    return loader.tell(row, ...facts);
  }

  function acceptInner(occurrence: Occurrence): Promise<Acceptance> {
    return door.acceptInner(occurrence);
  }

  async function wake(row: RunRow): Promise<void> {
    await loader.tell(row, { kind: "wake", at: clock.now() });
  }

  const door = doorOf({ ...known, liveRuns, queuedRuns, signals, consequences });
  const calls = makeCalls({
    store,
    clock,
    programs,
    runSettings,
    loader,
    accept: acceptInner,
    failed,
  });
  const { acceptAll } = door;
  const schedules = makeSchedules({ store, clock, programs, acceptAll, failed });
  const followers = { ...known, wakes, queuedRuns, signals, calls };
  return {
    ...known,
    ...door,
    gate,
    liveRuns,
    loader,
    queuedRuns,
    stranded,
    wakes,
    signals,
    calls,
    schedules,
  };
}

type Inside = ReturnType<typeof basis> & {
  readonly liveRuns: ReturnType<typeof makeLiveRuns>;
  readonly queuedRuns: ReturnType<typeof makeQueuedRuns>;
  readonly signals: ReturnType<typeof makeSignals>;
  readonly consequences: ReturnType<typeof makeConsequences>;
};

function doorOf({ options, liveRuns, queuedRuns, consequences, ...rest }: Inside) {
  const { store, clock, ids } = options;
  const { liveRunsMax = liveRunsMaxDefault, liveBytesMax = liveBytesMaxDefault } = options;
  const { programs, places, runSettings, signals, state, pools, stats } = rest;
  const found = { programs, places, runSettings, signals };
  const takeNumber = makeRunNumbers(store);
  const queued = queuedRuns.check;
  const intakeParts = { store, clock, ids, ...found, takeNumber, adopt, queued };
  const intake = makeIntake(intakeParts);
  const limits = { liveRunsMax, liveBytesMax };

  function adopt(runs: readonly LiveRun[]): void {
    for (const live of runs) {
      stats.started();
      consequences.written(rowOf(live.run, live.base), live);
      if (live.signals.length > 0) consequences.waits(live, []);
      liveRuns.adopt(live);
    }
  }

  return {
    intakeParts,
    ...makeFrontDoor({ store, state, liveRuns, pools, stats, intake, ...limits }),
  };
}

export type HostParts = ReturnType<typeof assemble>;

function gateOf({
  runners,
  environment,
  settings,
  signingKey,
  credentials = noCredentials,
}: EmbeddedHostOptions): Omit<GateParts, "accept"> {
  return {
    runners,
    environment,
    credentials,
    limits: () => settings().limits,
    sign: (chain) => writeCauses(chain, signingKey),
  };
}
