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
  type UnitResult,
} from "@stepwell/core";
import { inBatches } from "./batches.ts";
import { makeOwedDeliveries } from "./owed-deliveries.ts";
import type { Loader } from "./run-loader.ts";
import { makeTopics } from "./topics.ts";

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
  /** Tells runs of an event as soon as it is committed; of one that is not, nobody is told. */
  deliver(
    event: EventRecord,
    receivers: readonly RunSignal[],
    committing: Promise<UnitResult>,
  ): Promise<void>;
  /** Runs wait for these topics from now on. */
  awaited(topics: readonly string[]): void;
  /** An event may not have reached its run: it is still owed. */
  undelivered(): void;
  /** After a start: topics, and deliveries that a crash has held up. */
  begin(): Promise<void>;
  stop(): void;
}

const pageSize = 500;
const batchMax = 100;

export function makeSignals(parts: Parts): Signals {
  const { store, failed } = parts;
  const topics = makeTopics(parts);
  const owed = makeOwedDeliveries({ ...parts, redeliver });

  /** On their way from before the commit on: nobody else may find them owed. */
  async function deliver(
    event: EventRecord,
    receivers: readonly RunSignal[],
    committing: Promise<UnitResult>,
  ): Promise<void> {
    const deliveries = receivers.map((one) => ({ ...one, eventId: event.id }));
    owed.began(deliveries);
    try {
      if ((await committing) === "committed") await tellAll(event, deliveries);
    } catch {
      // Whoever has made the commit hears of it.
    } finally {
      owed.ended(deliveries);
    }
  }

  async function tellAll(event: EventRecord, deliveries: readonly Delivery[]): Promise<void> {
    await each(deliveries, (one) => tell(parts, event, one));
  }

  async function redeliver(eventId: string, deliveries: readonly Delivery[]): Promise<void> {
    owed.began(deliveries);
    try {
      const event = await store.event(eventId);
      if (event) await tellAll(event, deliveries);
      else await each(deliveries, (one) => forget(parts, one));
    } finally {
      owed.ended(deliveries);
    }
  }

  /** What fails stays owed. */
  function each(
    deliveries: readonly Delivery[],
    work: (one: Delivery) => Promise<void>,
  ): Promise<void> {
    return inBatches(deliveries, batchMax, async (one) => {
      try {
        await work(one);
      } catch (error) {
        failed(error);
        owed.later();
      }
    });
  }

  return {
    mayConcern: (event) => topics.of(event) !== undefined,
    receiversOf: (event) => receiversOf(store, event, topics.of(event)),
    deliver,
    awaited: topics.add,
    undelivered: owed.later,
    async begin() {
      await topics.refresh();
      void owed.look();
    },
    stop: owed.stop,
  };
}

async function receiversOf(
  store: Store,
  event: EventRecord,
  topics: Iterable<string> = [],
): Promise<readonly RunSignal[]> {
  const found: RunSignal[] = [];
  for (const topic of topics) {
    const signal = signalOfEvent(topic, event);
    if (signal !== undefined) found.push(...(await waitingFor(store, signal)));
  }
  return found;
}

async function tell(
  { store, clock, loader }: Parts,
  event: EventRecord,
  { runId, signal }: Delivery,
): Promise<void> {
  const row = await store.run(runId);
  if (!row) return;
  if (isEndedStatus(row.status)) return settle(store, row, event.id);
  const value = eventVariable(event);
  await loader.tell(row, { kind: "signal", at: clock.now(), signal, value, eventId: event.id });
}

/** The event is gone: nobody can be told of it any more. */
async function forget({ store }: Parts, { runId, eventId }: Delivery): Promise<void> {
  const row = await store.run(runId);
  if (row) await settle(store, row, eventId);
}

/** A run that has ended, say, needs to be told nothing. */
async function settle(store: Store, run: RunRow, eventId: string): Promise<void> {
  const delivered = [eventId];
  const result = await store.commit({
    kind: "append",
    afterSeq: run.seq,
    run,
    facts: [],
    delivered,
  });
  if (result === "stale") throw new Error(`event ${eventId}: run ${run.id} has gone on meanwhile`);
}

async function waitingFor(store: Store, signal: string): Promise<readonly RunSignal[]> {
  const found: RunSignal[] = [];
  for (;;) {
    const page = await store.runsAwaiting(signal, found.at(-1)?.runId, pageSize);
    found.push(...page.map((runId) => ({ runId, signal })));
    if (page.length < pageSize) return found;
  }
}
