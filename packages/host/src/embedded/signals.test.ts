import type { Delivery, EventRecord, Fact, RunRow, Store, StoredEvent } from "@stepwell/core";
import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { simulatedClock } from "../simulated-clock.ts";
import type { Loader } from "./run-loader.ts";
import { makeSignals } from "./signals.ts";

const eventOf = (id: string, type = "tick"): EventRecord => ({
  id,
  type,
  source: "test",
  time: "2026-11-22T00:00:00.000Z",
  data: {},
  causes: [],
});

const deliveryOf = (runId: string, eventId: string): Delivery => ({
  runId,
  eventId,
  signal: "event:tick:",
});

/** Runs `r…` wait, of the events `e…` those given are there. */
function setUp(given: {
  readonly owed?: readonly Delivery[];
  readonly events?: readonly string[];
}) {
  const clock = simulatedClock(0);
  const owed = new Map((given.owed ?? []).map((one) => [`${one.runId} ${one.eventId}`, one]));
  const state = { failures: 0, topics: ["event:tick:"] as readonly string[] };
  const [reads, told]: [string[], string[]] = [[], []];
  const errors: unknown[] = [];
  const store = {
    awaitedTopics: async () => state.topics,
    owedDeliveries: async () => [...owed.values()],
    runsAwaiting: async () => ["r1", "r2"],
    event: async (id: string) => {
      reads.push(id);
      return (given.events ?? []).includes(id) ? (eventOf(id) as StoredEvent) : undefined;
    },
    run: async (id: string) => {
      if (state.failures === 0) return { id, status: "waiting", seq: 1 } as RunRow;
      state.failures -= 1;
      throw new Error("unreadable");
    },
    commit: async (unit: { readonly run: RunRow; readonly delivered: readonly string[] }) => {
      for (const id of unit.delivered) owed.delete(`${unit.run.id} ${id}`);
      return "committed";
    },
  } as unknown as Store;
  const held: (() => void)[] = [];
  const loader = {
    async tell({ id }: RunRow, { eventId = "" }: Extract<Fact, { kind: "signal" }>) {
      told.push(`${id} ${eventId}`);
      await new Promise<void>((resolve) => held.push(resolve));
      owed.delete(`${id} ${eventId}`);
    },
  } as unknown as Loader;
  const release = async (): Promise<void> => {
    for (const resolve of held.splice(0)) resolve();
    await setImmediate();
  };
  const failed = (error: unknown): void => void errors.push(error);
  const signals = makeSignals({ store, clock, loader, failed });
  return { clock, owed, state, reads, told, errors, signals, release };
}

const committed = Promise.resolve("committed" as const);

describe("deliveries", () => {
  it("that are owed at a start are told by event, each of which is read once", async () => {
    const owed = ["r1", "r2", "r3"].flatMap((id) => [deliveryOf(id, "e1"), deliveryOf(id, "e2")]);
    const { signals, told, reads, release } = setUp({ owed, events: ["e1", "e2"] });
    await signals.begin();
    await setImmediate();
    await release();
    await release();
    expect(reads).toEqual(["e1", "e2"]);
    expect(told).toEqual(["r1 e1", "r2 e1", "r3 e1", "r1 e2", "r2 e2", "r3 e2"]);
  });

  it("of an event that is gone are removed", async () => {
    const { signals, owed, told } = setUp({ owed: [deliveryOf("r1", "e1")] });
    await signals.begin();
    await setImmediate();
    expect([owed.size, told]).toEqual([0, []]);
  });

  it("that fail are tried again, less and less often until one look finds nothing wrong", async () => {
    const { signals, state, owed, clock, errors, told, release } = setUp({ events: ["e1"] });
    state.failures = 3;
    owed.set("r1 e1", deliveryOf("r1", "e1"));
    await signals.deliver(eventOf("e1"), [deliveryOf("r1", "e1")], committed);
    const times: number[] = [];
    while (clock.ring()) {
      await setImmediate();
      times.push(clock.now());
    }
    await release();
    expect(times).toEqual([30_000, 90_000, 210_000]);
    expect(errors.map(String)).toEqual(Array(3).fill("Error: unreadable"));
    expect([told, owed.size]).toEqual([["r1 e1"], 0]);
  });

  it("that are on their way are not found owed, nor those that arrive during the look", async () => {
    const { signals, owed, told, release } = setUp({ events: ["e1", "e2"] });
    const { promise, resolve } = Promise.withResolvers<"committed">();
    owed.set("r1 e1", deliveryOf("r1", "e1"));
    owed.set("r1 e2", deliveryOf("r1", "e2"));
    const first = signals.deliver(eventOf("e1"), [deliveryOf("r1", "e1")], promise);
    const second = signals.deliver(eventOf("e2"), [deliveryOf("r1", "e2")], committed);
    await signals.begin();
    resolve("committed");
    await setImmediate();
    await release();
    await Promise.all([first, second]);
    await setImmediate();
    expect(told.toSorted()).toEqual(["r1 e1", "r1 e2"]);
  });

  it("of an event that was not committed are not told", async () => {
    const { signals, told } = setUp({});
    const refused = Promise.resolve("duplicate_event" as const);
    await signals.deliver(eventOf("e1"), [deliveryOf("r1", "e1")], refused);
    await signals.deliver(eventOf("e1"), [deliveryOf("r1", "e1")], Promise.reject(new Error("no")));
    expect(told).toEqual([]);
  });

  it("are looked for no more after a stop", async () => {
    const { signals, clock } = setUp({});
    signals.undelivered();
    signals.stop();
    expect(clock.ring()).toBe(false);
  });
});

describe("topics", () => {
  it("that nobody waits for any more are forgotten when there are many", async () => {
    const { signals, state } = setUp({});
    state.topics = ["event:tick:", "run:run_1"];
    signals.awaited(["event:old:", "run:run_2"]);
    expect(signals.mayConcern(eventOf("e1", "old"))).toBe(true);
    signals.awaited(Array.from({ length: 1000 }, (_, n) => `event:t${n}:`));
    signals.awaited(["event:late:"]);
    await setImmediate();
    const types = ["old", "t5", "tick", "late"];
    expect(types.map((type) => signals.mayConcern(eventOf("e1", type)))).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });
});
