import { defaultRunSettings, eventSignal, runSignal } from "@stepwell/core";
import { describe, expect, it } from "vitest";
import type { StoreUnderTest } from "./place.ts";
import {
  acceptUnit,
  appendUnit,
  eventId,
  openRun,
  queuedRun,
  runId,
  sampleEvent,
  sampleRun,
  startFact,
} from "./samples.ts";

/* Runs that wait for signals, and runs that were called by others. */

const paid = eventSignal("order.paid", [{ field: "id", value: "7=8" }]);
const sent = eventSignal("order.sent", []);

export function testCalls({ store, reopen }: StoreUnderTest): void {
  const waiting = (number: number, ...awaits: readonly string[]) => {
    const run = openRun(number, { status: "waiting" });
    return store().commit({
      kind: "accept",
      event: sampleEvent(number),
      runs: [{ run, facts: [startFact(run)], awaits }],
    });
  };

  describe("awaited signals", () => {
    it("find their runs, oldest first and page by page", async () => {
      for (const number of [3, 1, 2]) await waiting(number, paid, sent);
      await waiting(4, sent);
      await reopen();
      expect(await store().runsAwaiting(paid, undefined, 2)).toEqual([runId(1), runId(2)]);
      expect(await store().runsAwaiting(paid, runId(2), 2)).toEqual([runId(3)]);
      expect(await store().runsAwaiting("event:order.paid:id", undefined, 9)).toEqual([]);
      const topics = await store().awaitedTopics();
      expect(topics.toSorted()).toEqual(["event:order.paid:id", "event:order.sent:"]);
    });

    it("stay as they are, are replaced, or go, as the append says", async () => {
      await waiting(1, paid);
      const run = openRun(1, { status: "waiting" });
      const append = (afterSeq: number, awaits?: readonly string[]) =>
        store().commit({
          ...appendUnit({ ...run, seq: afterSeq + 1 }, afterSeq, [{ kind: "wake", at: 1 }]),
          awaits,
        });
      await append(1);
      expect(await store().runsAwaiting(paid, undefined, 9)).toEqual([runId(1)]);
      await append(2, [sent]);
      expect(await store().runsAwaiting(paid, undefined, 9)).toEqual([]);
      expect(await store().runsAwaiting(sent, undefined, 9)).toEqual([runId(1)]);
      await append(3, []);
      expect(await store().awaitedTopics()).toEqual([]);
    });

    it("of a stale append change nothing", async () => {
      await waiting(1, paid);
      const stale = { ...appendUnit(openRun(1, { seq: 9 }), 8, []), awaits: [sent] } as const;
      expect(await store().commit(stale)).toBe("stale");
      expect(await store().runsAwaiting(paid, undefined, 9)).toEqual([runId(1)]);
    });

    it("go with their run", async () => {
      await waiting(1, paid);
      await store().deleteWorkflow("wf_a");
      expect(await store().awaitedTopics()).toEqual([]);
    });
  });

  describe("deliveries", () => {
    const deliver = (number: number, ...to: readonly number[]) =>
      store().commit({
        kind: "accept",
        event: sampleEvent(number),
        runs: [],
        deliveries: to.map((one) => ({ runId: runId(one), signal: paid })),
      });

    it("are owed from the event's commit until the run has been told", async () => {
      await waiting(1, paid);
      await waiting(2, paid);
      await deliver(8, 1, 2);
      await reopen();
      const owed = await store().owedDeliveries();
      expect(owed).toHaveLength(2);
      expect(owed).toContainEqual({ runId: runId(1), eventId: eventId(8), signal: paid });
      const told = appendUnit(openRun(1, { seq: 2 }), 1, [{ kind: "wake", at: 1 }]);
      await store().commit({ ...told, delivered: [eventId(8)] });
      expect((await store().owedDeliveries()).map((one) => one.runId)).toEqual([runId(2)]);
    });

    it("are not made by a duplicate, and stay owed after a stale append", async () => {
      await waiting(1, paid);
      const unit = {
        kind: "accept",
        event: sampleEvent(8, { dedupeKey: "once" }),
        runs: [],
        deliveries: [{ runId: runId(1), signal: paid }],
      } as const;
      await store().commit(unit);
      const again = { ...unit, event: sampleEvent(9, { dedupeKey: "once" }) };
      expect(await store().commit(again)).toBe("duplicate_event");
      const stale = { ...appendUnit(openRun(1, { seq: 9 }), 8, []), delivered: [eventId(8)] };
      await store().commit(stale);
      expect(await store().owedDeliveries()).toEqual([
        { runId: runId(1), eventId: eventId(8), signal: paid },
      ]);
    });
  });

  describe("called runs", () => {
    const child = (number: number, parent: number) =>
      store().commit(acceptUnit(openRun(number, { parentId: runId(parent) })));
    const end = (number: number, parent: number) =>
      store().commit(
        appendUnit(sampleRun(number, { parentId: runId(parent), seq: 2 }), 1, [
          { kind: "cancel", at: 1, reason: "parent_ended" },
        ]),
      );

    it("are found by their caller while they are open", async () => {
      await waiting(1);
      await child(2, 1);
      await store().commit(acceptUnit(queuedRun(3, { parentId: runId(1) })));
      await child(4, 9);
      await end(2, 1);
      const rows = await store().openCalls(runId(1));
      expect(rows).toEqual([queuedRun(3, { parentId: runId(1) })]);
    });

    it("are unsettled when they have ended and their caller still waits", async () => {
      await waiting(1, runSignal(runId(2)));
      await child(2, 1);
      expect(await store().unsettledCalls()).toEqual([]);
      await end(2, 1);
      expect((await store().unsettledCalls()).map(({ id }) => id)).toEqual([runId(2)]);
    });

    it("are lost when they are gone while their caller waits", async () => {
      await waiting(1, runSignal(runId(2)));
      await child(2, 1);
      expect(await store().lostCalls()).toEqual([]);
      await end(2, 1);
      await store().deleteRuns([runId(2)]);
      await waiting(3, "event:order:id=[7]");
      expect(await store().lostCalls()).toEqual([runId(2)]);
    });

    it("are unsettled when they are open and their caller has ended, is gone, or does not wait", async () => {
      await store().commit(acceptUnit(sampleRun(1)));
      await child(2, 1);
      await child(3, 7);
      await waiting(4, runSignal(runId(5)));
      await child(5, 4);
      await child(6, 4);
      const unsettled = (await store().unsettledCalls()).map(({ id }) => id);
      expect(unsettled.toSorted()).toEqual([2, 3, 6].map(runId));
    });
  });

  describe("settings of runs", () => {
    const settings = { ...defaultRunSettings, env: { REGION: "eu" } };

    it("have one number for equal ones, also after a restart", async () => {
      const id = await store().keepRunSettings(settings);
      const other = await store().keepRunSettings({ ...settings, env: { REGION: "us" } });
      expect(other).not.toBe(id);
      await reopen();
      expect(await store().keepRunSettings(settings)).toBe(id);
      expect(await store().runSettings(id)).toEqual(settings);
      expect(await store().runSettings(999)).toBeUndefined();
    });

    it("number 0 are the defaults: those of runs from before there were settings", async () => {
      expect(await store().runSettings(0)).toEqual(defaultRunSettings);
    });
  });
}
