import {
  type Clock,
  type Delivery,
  type EventRecord,
  eventVariable,
  isEndedStatus,
  type RunRow,
  type RunSignal,
  signalOfEvent,
  type Store,
} from "@stepwell/core";
import { inBatches } from "./batches.ts";
import type { Loader } from "./run-loader.ts";

/*
 * Events on their way to runs that wait for them. Who waits is in the store; in memory there are
 * only the topics. A delivery is owed from the event's commit on, so no crash can lose one.
 */

interface Parts {
  readonly store: Store;
  readonly clock: Clock;
  readonly loader: Loader;
  failed(error: unknown): void;
}

export interface Signals {
  /** Where nobody waits for such an event there is nothing to look up: nearly always. */
  mayConcern(event: EventRecord): boolean;
  /** The waiting runs that an event is for. */
  receiversOf(event: EventRecord): Promise<readonly RunSignal[]>;
  /** Tells runs of an event that is durable. */
  deliver(event: EventRecord, receivers: readonly RunSignal[]): Promise<void>;
  /** Runs wait for these topics from now on. */
  awaited(topics: readonly string[]): void;
  /** After a start: topics, and deliveries that a crash has held up. */
  begin(): Promise<void>;
}

const pageSize = 500;
const batchMax = 100;
const eventPrefix = "event:";

export function makeSignals({ store, clock, loader, failed }: Parts): Signals {
  /** Topics by the encoded type of their events. */
  const topics = new Map<string, Set<string>>();

  function awaited(names: readonly string[]): void {
    for (const topic of names) {
      const type = typeIn(topic);
      if (type === undefined) continue;
      topics.set(type, (topics.get(type) ?? new Set()).add(topic));
    }
  }

  function topicsOf(event: EventRecord): ReadonlySet<string> | undefined {
    return topics.size === 0
      ? undefined
      : topics.get(encodeURIComponent(event.type.toWellFormed()));
  }

  async function receiversOf(event: EventRecord): Promise<readonly RunSignal[]> {
    const found: RunSignal[] = [];
    for (const topic of topicsOf(event) ?? []) {
      const signal = signalOfEvent(topic, event);
      if (signal !== undefined) found.push(...(await waitingFor(store, signal)));
    }
    return found;
  }

  async function tell(event: EventRecord, { runId, signal }: RunSignal): Promise<void> {
    const row = await store.run(runId);
    if (!row) return;
    if (isEndedStatus(row.status)) return settle(row, event.id);
    const value = eventVariable(event);
    await loader.tell(row, { kind: "signal", at: clock.now(), signal, value, eventId: event.id });
  }

  /** A run that has ended needs to be told nothing. */
  async function settle(run: RunRow, eventId: string): Promise<void> {
    const delivered = [eventId];
    await store.commit({ kind: "append", afterSeq: run.seq, run, facts: [], delivered });
  }

  function deliver(event: EventRecord, receivers: readonly RunSignal[]): Promise<void> {
    return inBatches(receivers, batchMax, (one) => tell(event, one).catch(failed));
  }

  async function redeliver(delivery: Delivery): Promise<void> {
    const event = await store.event(delivery.eventId);
    if (event) await deliver(event, [delivery]);
  }

  return {
    mayConcern: (event) => topicsOf(event) !== undefined,
    receiversOf,
    deliver,
    awaited,
    async begin() {
      awaited(await store.awaitedTopics());
      const owed = await store.owedDeliveries();
      void inBatches(owed, batchMax, redeliver).catch(failed);
    },
  };
}

/** The encoded type in an event's topic; none in that of a called run. */
function typeIn(topic: string): string | undefined {
  return topic.startsWith(eventPrefix) ? topic.split(":")[1] : undefined;
}

async function waitingFor(store: Store, signal: string): Promise<readonly RunSignal[]> {
  const found: RunSignal[] = [];
  for (;;) {
    const page = await store.runsAwaiting(signal, found.at(-1)?.runId, pageSize);
    found.push(...page.map((runId) => ({ runId, signal })));
    if (page.length < pageSize) return found;
  }
}
