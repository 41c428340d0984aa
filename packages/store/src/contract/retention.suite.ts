import type { PruneOrder, RunRow } from "@stepwell/core";
import { describe, expect, it } from "vitest";
import type { StoreUnderTest } from "./place.ts";
import {
  acceptUnit,
  appendUnit,
  eventId,
  firstAt,
  openRun,
  runId,
  sampleEvent,
  sampleRun,
} from "./samples.ts";

const all = { limit: 1000, cursor: undefined } as const;
const nothing: PruneOrder = {
  succeededBefore: undefined,
  failedBefore: undefined,
  canceledBefore: undefined,
  eventsBefore: undefined,
  rowsMax: 1000,
};

export function testRetention({ store, place, reopen }: StoreUnderTest): void {
  const keep = async (runs: readonly RunRow[]): Promise<void> => {
    await Promise.all(runs.map((run) => store().commit(acceptUnit(run))));
  };
  const left = async (): Promise<readonly string[]> =>
    (await store().runs({}, all)).map(({ id }) => id).toReversed();
  const removed = async (order: PruneOrder): Promise<number> =>
    (await store().prune(order)).removed;
  const endedAt = (at: number): Partial<RunRow> => ({ endedAt: firstAt + at });

  describe("deletion", () => {
    it("removes ended runs only, and says which", async () => {
      await keep([sampleRun(1), openRun(2), sampleRun(3)]);
      expect(await store().deleteRuns([1, 2, 9].map(runId))).toEqual([runId(1)]);
      expect(await left()).toEqual([2, 3].map(runId));
      expect(await store().event(eventId(1))).toBeDefined();
      expect(await store().facts(runId(1))).toEqual([]);
    });
  });

  describe("retention", () => {
    it("goes by outcome and by the time of the end", async () => {
      await keep([
        sampleRun(1, { status: "succeeded", ...endedAt(100) }),
        sampleRun(2, { status: "succeeded", ...endedAt(20) }),
        sampleRun(3, { status: "failed", ...endedAt(20) }),
        sampleRun(4, { status: "canceled", ...endedAt(20) }),
        sampleRun(5, { status: "rejected", ...endedAt(20) }),
      ]);
      expect(await removed({ ...nothing, succeededBefore: firstAt + 100 })).toBe(1);
      expect(await left()).toEqual([1, 3, 4, 5].map(runId));
      expect(await removed({ ...nothing, canceledBefore: firstAt + 21 })).toBe(1);
      expect(await removed({ ...nothing, failedBefore: firstAt + 21 })).toBe(2);
      expect(await left()).toEqual([runId(1)]);
      expect(await store().prune(nothing)).toEqual({ removed: 0, isDone: true });
    });

    it("never takes open runs, nor events that a run refers to", async () => {
      const statuses = ["queued", "running", "waiting"] as const;
      await keep(statuses.map((status, index) => openRun(index, { status })));
      await keep([sampleRun(8), sampleRun(9)]);
      await store().commit({ kind: "accept", event: sampleEvent(10), runs: [] });
      const order = { ...nothing, succeededBefore: firstAt + 14, eventsBefore: firstAt + 1e6 };
      expect(await removed(order)).toBe(3);
      expect(await left()).toEqual([0, 1, 2, 9].map(runId));
      const events = await store().events({}, all);
      expect(events.map(({ id }) => id).toReversed()).toEqual([0, 1, 2, 9].map(eventId));
    });

    it("keeps events received since, and frees the key of those that go", async () => {
      for (const number of [1, 2, 3])
        await store().commit({
          kind: "accept",
          event: sampleEvent(number, { dedupeKey: `key-${number}` }),
          runs: [],
        });
      expect(await removed({ ...nothing, eventsBefore: firstAt + 3 })).toBe(2);
      expect((await store().events({}, all)).map(({ id }) => id)).toEqual([eventId(3)]);
      const again = acceptUnit(sampleRun(4), { dedupeKey: "key-1" });
      expect(await store().commit(again)).toBe("committed");
    });

    it("never takes an event that a waiting run is still owed", async () => {
      await keep([openRun(1, { status: "waiting" })]);
      const deliveries = [{ runId: runId(1), signal: "event:ready" }];
      const event = sampleEvent(2, { decisions: [] });
      await store().commit({ kind: "accept", event, runs: [], deliveries });
      const order = { ...nothing, eventsBefore: firstAt + 1e6 };
      expect(await removed(order)).toBe(0);
      expect(await store().event(eventId(2))).toBeDefined();
      const told = { ...appendUnit(openRun(1, { seq: 1 }), 1, []), delivered: [eventId(2)] };
      expect(await store().commit(told)).toBe("committed");
      const dayMs = 86_400_000;
      expect(await removed({ ...order, eventsBefore: order.eventsBefore + dayMs })).toBe(1);
      expect(await store().event(eventId(2))).toBeUndefined();
    });

    it("goes in batches, oldest first, until nothing is left", async () => {
      await keep(Array.from({ length: 25 }, (_, index) => sampleRun(index)));
      const order = {
        ...nothing,
        succeededBefore: firstAt + 1e6,
        eventsBefore: firstAt + 1e6,
        rowsMax: 10,
      };
      const batches = [await store().prune(order)];
      expect((await left())[0]).toBe(runId(10));
      while (batches.at(-1)?.isDone === false) batches.push(await store().prune(order));
      const sizes = batches.map((batch) => batch.removed);
      expect(sizes.filter((size) => size > 0)).toEqual([10, 10, 10, 10, 10]);
      expect(await store().events({}, all)).toEqual([]);
    });

    it("keeps to one workflow where it is told to", async () => {
      await keep([sampleRun(1), sampleRun(2, { workflowId: "wf_b" })]);
      await store().commit({ kind: "accept", event: sampleEvent(3, { target: "wf_b" }), runs: [] });
      await store().commit({ kind: "accept", event: sampleEvent(4), runs: [] });
      const order = {
        ...nothing,
        workflowId: "wf_b",
        succeededBefore: firstAt + 1e6,
        eventsBefore: firstAt + 1e6,
      };
      expect(await removed(order)).toBe(2);
      expect(await left()).toEqual([runId(1)]);
      expect(await store().event(eventId(4))).toBeDefined();
    });

    it("comes to events behind thousands that must stay, and to those that are freed later", async () => {
      const kept = 2500;
      await keep(Array.from({ length: kept }, (_, index) => openRun(index)));
      for (const number of [kept, kept + 1])
        await store().commit({ kind: "accept", event: sampleEvent(number), runs: [] });
      await keep([sampleRun(kept + 2)]);
      const order = { ...nothing, eventsBefore: firstAt + 1e6, rowsMax: 10 };
      const pruneAll = async (): Promise<number> => {
        let gone = 0;
        for (;;) {
          const batch = await store().prune(order);
          gone += batch.removed;
          if (batch.isDone) return gone;
        }
      };
      expect(await pruneAll()).toBe(2);
      expect(await pruneAll()).toBe(0);
      // Another run of the first event keeps it when the first run goes.
      const again = sampleRun(kept + 3, { eventId: eventId(0), rerunOf: runId(0) });
      const runs = [{ run: again, facts: [] }];
      await store().commit({ kind: "accept", event: undefined, runs });
      for (const number of [0, 1, 2]) {
        const run = sampleRun(number, { seq: 1 });
        await store().commit(appendUnit(run, 1, []));
      }
      await store().deleteRuns([0, 1, kept + 2].map(runId));
      expect(await pruneAll()).toBe(2);
      const ids = [0, 1, 2, kept + 2].map(eventId);
      const found = await Promise.all(ids.map((id) => store().event(id)));
      expect(found.map((event) => event?.id)).toEqual([
        eventId(0),
        undefined,
        eventId(2),
        undefined,
      ]);
      await store().deleteRuns([runId(kept + 3)]);
      expect(await pruneAll()).toBe(1);
    });

    it("gives the room back to the disk", async () => {
      const size = place().sizeBytes;
      if (!size) return;
      const empty = await size();
      const data = { text: "x".repeat(20_000) };
      await Promise.all(
        Array.from({ length: 500 }, (_, index) =>
          store().commit(acceptUnit(sampleRun(index), { data })),
        ),
      );
      await reopen();
      const full = await size();
      expect(full).toBeGreaterThan(empty + 10_000_000);
      const order = { ...nothing, succeededBefore: firstAt + 1e6, eventsBefore: firstAt + 1e6 };
      while (!(await store().prune(order)).isDone);
      await reopen();
      expect(await size()).toBeLessThan(empty + 500_000);
    });
  });
}
