import {
  type Acceptance,
  defaultRunSettings,
  type Host,
  isEndedStatus,
  type Json,
  type Occurrence,
  parseDefinition,
  type Registry,
  required,
  type RunRow,
  type RunStatus,
  type Store,
} from "@stepwell/core";
import { setImmediate } from "node:timers/promises";
import type { EmbeddedHostOptions } from "../embedded/assembly.ts";
import { randomIds } from "../random-ids.ts";
import { simulatedClock } from "../simulated-clock.ts";
import { type MortalStore, mortalStore } from "./mortal-store.suite.ts";
import { type ActionWorld, actionWorld } from "./world.suite.ts";

type HostOptions = EmbeddedHostOptions;

export interface HostSetup {
  readonly registry: Registry;
  /** What carries out actions that stay inside; those to the outside are the world's. */
  readonly runners: EmbeddedHostOptions["runners"];
  open(options: HostOptions): Promise<Host>;
  /** A place for a store's data, made anew for each test; it can be opened again and again. */
  makePlace(): HostPlace;
}

export interface HostPlace {
  openStore(): Promise<Store>;
  remove(): void;
}

/** How the host of a stage differs from the usual one. */
export type StageOptions = Partial<
  Pick<HostOptions, "actionsMax" | "calculationsMax" | "liveRunsMax" | "settings" | "store">
>;

export interface StageWorkflow {
  readonly steps: readonly object[];
  readonly settings?: object;
  readonly trigger?: object;
}

export type Accepted = Extract<Acceptance, { readonly kind: "accepted" }>;

export const firstInstant = Date.UTC(2026, 10, 21);

/** One process after the other over the same data, in one simulated time and one world. */
export class Stage {
  readonly clock = simulatedClock(firstInstant);
  readonly world: ActionWorld = actionWorld(() => this.clock.now());
  /** What hosts could not do; no test leaves any. */
  readonly errors: unknown[] = [];
  readonly #setup: HostSetup;
  readonly #place: HostPlace;
  #ids = randomIds(this.clock);
  #raw: Store | undefined;
  #mortal: MortalStore | undefined;
  #host: Host | undefined;

  constructor(setup: HostSetup) {
    this.#setup = setup;
    this.#place = setup.makePlace();
  }

  get host(): Host {
    return required(this.#host, "the stage is open");
  }

  get store(): Store {
    return required(this.#mortal, "the stage is open").store;
  }

  /** A process begins. */
  async open(options: StageOptions = {}): Promise<void> {
    const raw = await this.#place.openStore();
    this.#raw = raw;
    this.#mortal = mortalStore(raw);
    await this.begin(options);
  }

  /** The host begins over the store that is open. */
  async begin(options: StageOptions = {}): Promise<void> {
    this.#host = await this.#setup.open({
      environment: "live",
      store: this.store,
      clock: this.clock,
      ids: this.#ids,
      registry: this.#setup.registry,
      runners: new Map([...this.#setup.runners, ...this.world.runners]),
      settings: () => defaultRunSettings,
      signingKey: "contract",
      onError: (error) => this.errors.push(error),
      ...options,
    });
  }

  /** The process dies at once: its timers and all that it waits for are gone. */
  async die(): Promise<void> {
    this.#mortal?.die();
    this.clock.clear();
    await this.#raw?.close();
  }

  async restart(options: StageOptions = {}): Promise<void> {
    await this.die();
    await this.open(options);
  }

  async remove(): Promise<void> {
    await this.die();
    this.#place.remove();
  }

  /** Publishes a workflow for events of its own name, or another version of it. */
  async deploy(id: string, { steps, settings = {}, trigger }: StageWorkflow): Promise<void> {
    const listens = trigger ?? { type: "event", config: { type: id } };
    const definition = { format: "stepwell/v1", name: id, trigger: listens, steps, settings };
    const parsed = parseDefinition(definition as unknown as Json);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
    const before = await this.store.workflow(id);
    const number = (before?.latestVersion ?? 0) + 1;
    const row = before ?? newRow(id);
    if (!before) await this.store.insertWorkflow(row);
    const version = { workflowId: id, number, definition: definition as unknown as Json };
    await this.store.insertVersion(
      { ...version, note: undefined, publishedAt: 0, publishedBy: "test" },
      { ...row, activeVersion: number, latestVersion: number },
      row.draftRevision,
    );
    await this.host.reload(id);
  }

  /** Another version, or none, is the active one from now on. */
  async activate(id: string, version: number | undefined): Promise<void> {
    const row = required(await this.store.workflow(id), "the workflow is there");
    await this.store.updateWorkflow({ ...row, activeVersion: version }, row.draftRevision);
    await this.host.reload(id);
  }

  offer(type: string, more: Partial<Occurrence> = {}): Promise<Acceptance> {
    return this.host.accept({ type, source: "test", data: {}, bytes: 2, ...more });
  }

  async send(type: string, more: Partial<Occurrence> = {}): Promise<Accepted> {
    const acceptance = await this.offer(type, more);
    if (acceptance.kind === "accepted") return acceptance;
    throw new Error(`refused: ${acceptance.why}`);
  }

  /** Sends an event; the id of the one run that it starts or queues. */
  async start(type: string, more: Partial<Occurrence> = {}): Promise<string> {
    const { decisions } = await this.send(type, more);
    return required(decisions[0]?.runId, "the event starts a run");
  }

  /** The run's row once it has one of the statuses and is written so. */
  async until(runId: string, ...statuses: readonly RunStatus[]): Promise<RunRow> {
    for (;;) {
      const row = await this.store.run(runId);
      if (row && statuses.includes(row.status)) return row;
      await setImmediate();
    }
  }

  /** The run at its end; time goes on whenever it waits. */
  async finish(runId: string): Promise<RunRow> {
    for (;;) {
      const row = required(await this.store.run(runId), "the run is there");
      if (isEndedStatus(row.status)) return row;
      // A time that has come needs no other timer: the wake is on its way to the disk.
      if ((row.wakeAt ?? 0) > this.clock.now()) this.clock.ring();
      await setImmediate();
    }
  }

  /** Until no run is in memory any more. */
  async idle(): Promise<void> {
    while (this.host.stats().liveRuns > 0) await setImmediate();
  }

  /** Time goes on until the work is done. */
  async pass<T>(work: Promise<T>): Promise<T> {
    let isDone = false;
    const end = (): void => {
      isDone = true;
    };
    work.then(end, end);
    while (!isDone) {
      this.clock.ring();
      await setImmediate();
    }
    return work;
  }

  /** Time goes on to the next timer, as soon as one is set. */
  async ring(): Promise<void> {
    while (!this.clock.ring()) await setImmediate();
  }

  async outputs(runId: string): Promise<readonly unknown[]> {
    const history = required(await this.host.history(runId), "the run has a history");
    return history.stepRuns.map(({ path, output }) => [path, output]);
  }
}

function newRow(id: string) {
  return {
    id,
    token: `token-${id}`,
    name: id,
    draft: {},
    draftRevision: 1,
    activeVersion: undefined,
    latestVersion: 0,
    isArchived: false,
    createdAt: 0,
    updatedAt: 0,
  };
}
