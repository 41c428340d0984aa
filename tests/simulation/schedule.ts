import { emitRunner, registry } from "@stepwell/catalog";
import {
  defaultRunSettings,
  type Host,
  type Ids,
  isEndedStatus,
  type Json,
  parseDefinition,
  type Store,
} from "@stepwell/core";
import { openEmbeddedHost, type SimulatedClock, simulatedClock } from "@stepwell/host";
import {
  type CrashOutcome,
  openSimulatedStore,
  type PlantedBugs,
  SimulatedDisk,
} from "@stepwell/store";
import { eventData, type OtherWorkflow, type SimulatedWorkflow } from "./workflows.ts";
import { type Effect, makeWorld, type World } from "./world.ts";

/*
 * One schedule: a client sends an event until it is accepted, the process dies at chosen points and
 * starts again, until every run has ended. Production interpreter and host; store, clock and world
 * are simulated, so that the same schedule is the same history.
 */

export interface Schedule {
  /** The disk on which the workflow is deployed (`deployed`). */
  readonly records: readonly string[];
  readonly events?: SimulatedWorkflow["events"];
  /** Points of one life after the other at which the process dies; the last life is spared. */
  readonly crashes: readonly number[];
  readonly outcome?: CrashOutcome;
  readonly bugs?: PlantedBugs;
}

export interface Observation {
  /** Points of the last life. */
  readonly points: number;
  /** How often the process died; fewer than planned where a life ended before its point came. */
  readonly deaths: number;
  /** Something was written and not synced at a death: what the disk makes of that matters. */
  readonly isTearable: boolean;
  readonly runs: readonly ObservedRun[];
  readonly effects: readonly Effect[];
  readonly violations: readonly string[];
}

interface ObservedRun {
  readonly status: string;
  readonly reason: string | undefined;
  readonly output: Json;
  /** Path, status and output of every step run. */
  readonly steps: readonly string[];
}

const livesMax = 10;

export async function play(schedule: Schedule): Promise<Observation> {
  const life = new Lives(schedule);
  for (let count = 0; count < livesMax; count += 1) if (await life.live(count)) break;
  return life.observe();
}

/** The process, over its deaths. */
class Lives {
  readonly #schedule: Schedule;
  readonly #clock: SimulatedClock = simulatedClock(Date.UTC(2026, 10, 21));
  readonly #ids: Ids = countingIds();
  readonly #violations: string[] = [];
  readonly #done = new Set<string>();
  readonly #ended = new Set<string>();
  readonly #world: World;
  #disk: SimulatedDisk;
  #store: Store | undefined;
  #points = 0;
  #crashAt = Infinity;
  #isDead = false;
  #deaths = 0;
  #isTearable = false;
  /** Events that the client knows to be accepted. */
  #sent = 0;
  /** The life at hand has ended, one way or the other. */
  #isOver = false;

  constructor(schedule: Schedule) {
    this.#schedule = schedule;
    this.#disk = this.#newDisk(schedule.records);
    this.#world = makeWorld(() => this.#point());
  }

  /** One life; true when all is done. */
  async live(count: number): Promise<boolean> {
    this.#points = 0;
    this.#isDead = false;
    this.#isOver = false;
    this.#crashAt = this.#schedule.crashes[count] ?? Infinity;
    const work = this.#work().catch((error: unknown) => {
      this.#violations.push(`threw: ${String(error)}`);
      return true;
    });
    const isDone = await Promise.race([work, this.#death()]);
    this.#isOver = true;
    if (!isDone) this.#clock.clear();
    return isDone;
  }

  async observe(): Promise<Observation> {
    this.#checkRepeats();
    const points = this.#points;
    this.#crashAt = Infinity;
    const host = await this.#open();
    const rows = (await this.#store?.runs({}, { limit: 100, cursor: undefined })) ?? [];
    const runs = await Promise.all(rows.map(({ id }) => observeRun(host, id)));
    return {
      points,
      deaths: this.#deaths,
      isTearable: this.#isTearable,
      runs: runs.toSorted(bySteps),
      effects: this.#world.effects,
      violations: this.#violations,
    };
  }

  /** Carries the life to its end; never ends where the process dies meanwhile. */
  async #work(): Promise<boolean> {
    const host = await this.#open();
    if (this.#sent === 0) await this.#send(host);
    for (;;) {
      await turn();
      const open = await this.#openRuns();
      if (open === 0) return true;
      if (this.#clock.ring()) continue;
      if (!(await this.#send(host))) throw new Error(`${open} runs are stuck: nothing is due`);
    }
  }

  /** The client's next event, again until it is accepted; false where there is none. */
  async #send(host: Host): Promise<boolean> {
    const { events = [] } = this.#schedule;
    const event = [first, ...events][this.#sent];
    if (!event) return false;
    const dedupeKey = `e${this.#sent}`;
    const data = event.data as Json;
    await host.accept({ type: event.type, source: "simulation", data, dedupeKey, bytes: 100 });
    this.#sent += 1;
    return true;
  }

  async #death(): Promise<boolean> {
    while (!this.#isDead && !this.#isOver) await turn();
    return false;
  }

  async #open(): Promise<Host> {
    const store = await openSimulatedStore(this.#disk, this.#schedule.bugs);
    this.#store = this.#watched(store);
    return openEmbeddedHost({
      environment: "live",
      store: this.#store,
      clock: this.#clock,
      ids: this.#ids,
      registry,
      runners: new Map([...this.#world.runners, ["emit_event", emitRunner]]),
      settings: () => defaultRunSettings,
      signingKey: "simulation",
      onError: (error) => this.#violations.push(`host: ${String(error)}`),
    });
  }

  async #openRuns(): Promise<number> {
    const statuses = ["queued", "running", "waiting"] as const;
    const rows = await this.#store?.runs({ statuses }, { limit: 100, cursor: undefined });
    return rows?.length ?? 0;
  }

  /** What is durable is watched: it must never be done again, nor changed. */
  #watched(store: Store): Store {
    return {
      ...store,
      commit: async (unit) => {
        const result = await store.commit(unit);
        if (result !== "committed") return result;
        const runs = unit.kind === "append" ? [unit] : unit.runs;
        for (const { run, facts } of runs) {
          if (this.#ended.has(run.id) && facts.length > 0)
            this.#violations.push(`${run.id} was written after its end`);
          if (isEndedStatus(run.status)) this.#ended.add(run.id);
          for (const fact of facts)
            if (fact.kind === "outcome" && fact.result.ok)
              this.#done.add(`${run.id}:${fact.path} ${this.#world.effects.length}`);
        }
        return result;
      },
    };
  }

  /** No effect after its outcome was durable. */
  #checkRepeats(): void {
    for (const entry of this.#done) {
      const [key = "", count = "0"] = entry.split(" ");
      const later = this.#world.effects.slice(Number(count)).filter((effect) => effect.key === key);
      if (later.length > 0) this.#violations.push(`${key} was done again after it was durable`);
    }
    const byKey = Map.groupBy(this.#world.effects, ({ key }) => key);
    for (const [key, effects] of byKey)
      if (new Set(effects.map(({ sent }) => sent)).size > 1)
        this.#violations.push(`${key} was sent with other content`);
  }

  /** True where the process dies here. */
  #point(): boolean {
    if (this.#isDead) return true;
    this.#points += 1;
    if (this.#points !== this.#crashAt) return false;
    this.#isDead = true;
    this.#deaths += 1;
    this.#isTearable ||= this.#disk.hasUnsynced();
    this.#disk = this.#disk.crash(this.#schedule.outcome);
    return true;
  }

  #newDisk(records: readonly string[]): SimulatedDisk {
    return new SimulatedDisk({ onPoint: () => void this.#point(), random: () => 0.5 }, records);
  }
}

const first = { type: "sim.event", data: eventData };

/** A disk with the workflow published and active. */
export async function deployed(workflow: SimulatedWorkflow): Promise<readonly string[]> {
  const disk = new SimulatedDisk();
  const store = await openSimulatedStore(disk);
  await deploy(store, "wf_1", { ...workflow, listens: first.type });
  for (const [index, other] of (workflow.others ?? []).entries())
    await deploy(store, `wf_${index + 2}`, other);
  return disk.records();
}

interface Deployed extends OtherWorkflow {
  readonly settings?: object;
}

async function deploy(store: Store, id: string, { name, steps, settings = {}, listens }: Deployed) {
  const trigger =
    listens === undefined ? { type: "call" } : { type: "event", config: { type: listens } };
  const definition = { format: "stepwell/v1", name, trigger, steps, settings } as unknown as Json;
  const parsed = parseDefinition(definition);
  if (!parsed.ok) throw new Error(`${name}: ${JSON.stringify(parsed.issues)}`);
  const row = {
    id,
    token: `token of ${id}`,
    name,
    draft: definition,
    draftRevision: 1,
    activeVersion: undefined,
    latestVersion: 0,
    isArchived: false,
    createdAt: 0,
    updatedAt: 0,
  };
  await store.insertWorkflow(row);
  const version = {
    workflowId: id,
    number: 1,
    definition,
    note: undefined,
    publishedAt: 0,
    publishedBy: "s",
  };
  await store.insertVersion(version, { ...row, activeVersion: 1, latestVersion: 1 }, 1);
}

function bySteps(left: ObservedRun, right: ObservedRun): number {
  return JSON.stringify(left.steps) < JSON.stringify(right.steps) ? -1 : 1;
}

async function observeRun(host: Host, runId: string): Promise<ObservedRun> {
  const history = await host.history(runId);
  if (!history) throw new Error(`${runId} has no history`);
  const { run, stepRuns } = history;
  const steps = stepRuns.map(
    ({ path, status, output }) => `${path} ${status} ${nameless(JSON.stringify(output) ?? "")}`,
  );
  return {
    status: run.status,
    reason: run.reason,
    output: run.output ?? null,
    steps: steps.toSorted(),
  };
}

/** Ids count up over lives: which one it is says nothing. */
function nameless(text: string): string {
  return text.replaceAll(/(evt|run)_\d+/g, "$1");
}

function countingIds(): Ids {
  let count = 0;
  return {
    make: (prefix) => `${prefix}_${String((count += 1)).padStart(6, "0")}`,
    secret: () => `secret${(count += 1)}`,
  };
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
