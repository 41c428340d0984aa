import type { Fact, StoreUnit } from "@stepwell/core";
import { describe, expect, it } from "vitest";
import type { StoreUnderTest } from "./place.ts";
import {
  acceptUnit,
  appendUnit,
  eventId,
  firstAt,
  openRun,
  outcomeFact,
  queuedRun,
  runId,
  sampleEvent,
  sampleRun,
  startFact,
} from "./samples.ts";

export function testUnits({ store, reopen }: StoreUnderTest): void {
  describe("accept", () => {
    it("keeps an event and its runs, with everything that was given", async () => {
      const event = sampleEvent(1, {
        target: "wf_a",
        dedupeKey: "delivery-1",
        causes: [{ workflowId: "wf_b", runId: "run_b" }],
        decisions: [1, 2].map((number) => ({
          workflowId: "wf_a",
          version: 1,
          outcome: "started",
          runId: runId(number),
        })),
      });
      const ended = sampleRun(1, { reason: "end_step", message: "done \u0000 so" });
      const waiting = openRun(2, { eventId: event.id, status: "waiting", wakeAt: firstAt + 900 });
      const runs = [ended, waiting].map((run) => ({ run, facts: [startFact(run)] }));
      expect(await store().commit({ kind: "accept", event, runs })).toBe("committed");
      expect(await store().event(event.id)).toEqual(event);
      expect(await store().eventByKey("delivery-1")).toEqual(event);
      expect(await store().run(ended.id)).toEqual(ended);
      expect(await store().runsOfEvent(event.id)).toEqual([ended, waiting]);
      expect(await store().facts(waiting.id)).toEqual([startFact(waiting)]);
    });

    it("says undefined for what is not there", async () => {
      expect(await store().event("evt_none")).toBeUndefined();
      expect(await store().eventByKey("none")).toBeUndefined();
      expect(await store().run("run_none")).toBeUndefined();
      expect(await store().facts("run_none")).toEqual([]);
      expect(await store().runsOfEvent("evt_none")).toEqual([]);
    });

    it("adds runs to an event that is there", async () => {
      await store().commit(acceptUnit(sampleRun(1)));
      const again = sampleRun(2, { eventId: eventId(1), rerunOf: runId(1), attempt: 2 });
      const unit: StoreUnit = {
        kind: "accept",
        event: undefined,
        runs: [{ run: again, facts: [startFact(again)] }],
      };
      expect(await store().commit(unit)).toBe("committed");
      expect((await store().runsOfEvent(eventId(1))).map(({ id }) => id)).toEqual([
        runId(1),
        runId(2),
      ]);
      expect(await store().rerunsOf(runId(1))).toEqual([again]);
    });

    it("refuses an event whose key is taken, and writes nothing of its unit", async () => {
      await store().commit(acceptUnit(sampleRun(1), { dedupeKey: "once" }));
      const second = acceptUnit(sampleRun(2), { dedupeKey: "once" });
      expect(await store().commit(second)).toBe("duplicate_event");
      expect(await store().event(eventId(2))).toBeUndefined();
      expect(await store().run(runId(2))).toBeUndefined();
      expect((await store().eventByKey("once"))?.id).toBe(eventId(1));
    });

    it("commits exactly one of many events with one key that come at once", async () => {
      const results = await Promise.all(
        Array.from({ length: 50 }, (_, index) =>
          store().commit(acceptUnit(sampleRun(index), { dedupeKey: "same" })),
        ),
      );
      expect(results.filter((result) => result === "committed")).toHaveLength(1);
      expect(results.filter((result) => result === "duplicate_event")).toHaveLength(49);
      expect(await store().runs({}, { limit: 100, cursor: undefined })).toHaveLength(1);
    });

    it("fails a unit whose run is there already, and keeps its neighbours whole", async () => {
      await store().commit(acceptUnit(sampleRun(1)));
      const broken: StoreUnit = {
        kind: "accept",
        event: sampleEvent(5),
        runs: [5, 1].map((number) => ({ run: sampleRun(number), facts: [] })),
      };
      const results = await Promise.allSettled([
        store().commit(acceptUnit(sampleRun(4))),
        store().commit(broken),
        store().commit(acceptUnit(sampleRun(6))),
      ]);
      expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
      expect(await store().event(eventId(5))).toBeUndefined();
      expect(await store().run(runId(5))).toBeUndefined();
      expect(await store().run(runId(4))).toEqual(sampleRun(4));
      expect(await store().run(runId(6))).toEqual(sampleRun(6));
      expect(store().health()).toEqual({ status: "ok" });
    });

    it("keeps big values", async () => {
      const data = {
        text: "ä".repeat(1024 * 1024),
        list: Array.from({ length: 10_000 }, () => 1.5),
      };
      await store().commit(acceptUnit(sampleRun(1), { data }));
      expect((await store().event(eventId(1)))?.data).toEqual(data);
    });
  });

  describe("append", () => {
    it("adds facts in order and takes the row over", async () => {
      const run = openRun(1);
      await store().commit(acceptUnit(run));
      const facts = [outcomeFact("a", firstAt + 1), outcomeFact("b", firstAt + 2)];
      const waiting = { ...run, status: "waiting", wakeAt: firstAt + 50, seq: 3 } as const;
      expect(await store().commit(appendUnit(waiting, 1, facts))).toBe("committed");
      const last: Fact = { kind: "wake", at: firstAt + 50 };
      const ended = {
        ...waiting,
        status: "failed",
        reason: "timeout",
        message: "too late",
        endedAt: firstAt + 50,
        wakeAt: undefined,
        seq: 4,
      } as const;
      expect(await store().commit(appendUnit(ended, 3, [last]))).toBe("committed");
      expect(await store().run(run.id)).toEqual(ended);
      expect(await store().facts(run.id)).toEqual([startFact(run), ...facts, last]);
    });

    it("keeps the start of a run that was queued", async () => {
      const queued = queuedRun(1, { concurrencyKey: "" });
      await store().commit(acceptUnit(queued));
      expect(await store().facts(queued.id)).toEqual([]);
      const run = openRun(1, { startedAt: firstAt + 9, seq: 2, concurrencyKey: "" });
      const facts: readonly Fact[] = [
        { kind: "start", at: firstAt + 9 },
        outcomeFact("a", firstAt + 10),
      ];
      expect(await store().commit(appendUnit(run, 0, facts))).toBe("committed");
      expect(await store().facts(run.id)).toEqual(facts);
    });

    it("keeps the end of a run that never started", async () => {
      const queued = queuedRun(1);
      await store().commit(acceptUnit(queued));
      const cancel: Fact = { kind: "cancel", at: firstAt + 3, reason: "canceled_by_user" };
      const run = { ...queued, status: "canceled", endedAt: firstAt + 3, seq: 1 } as const;
      expect(await store().commit(appendUnit(run, 0, [cancel]))).toBe("committed");
      expect(await store().facts(run.id)).toEqual([cancel]);
    });

    it("refuses a writer that is behind, and writes nothing of its unit", async () => {
      const run = openRun(1);
      await store().commit(acceptUnit(run));
      const next = { ...run, seq: 2 };
      await store().commit(appendUnit(next, 1, [outcomeFact("a", firstAt)]));
      const late = { ...run, status: "failed", seq: 2 } as const;
      expect(await store().commit(appendUnit(late, 1, [outcomeFact("b", firstAt)]))).toBe("stale");
      expect(await store().run(run.id)).toEqual(next);
      expect(await store().facts(run.id)).toEqual([startFact(run), outcomeFact("a", firstAt)]);
    });

    it("says stale for a run that is not there", async () => {
      expect(await store().commit(appendUnit(openRun(1, { seq: 2 }), 1, []))).toBe("stale");
    });

    it("lets exactly one of two writers win that come at once", async () => {
      const run = openRun(1);
      await store().commit(acceptUnit(run));
      const results = await Promise.all(
        ["a", "b"].map((path) =>
          store().commit(appendUnit({ ...run, seq: 2 }, 1, [outcomeFact(path, firstAt)])),
        ),
      );
      expect(results).toEqual(["committed", "stale"]);
      expect(await store().facts(run.id)).toHaveLength(2);
    });
  });

  describe("durability", () => {
    it("commits a thousand units that come at once, and finds all of them again", async () => {
      const runs = Array.from({ length: 1000 }, (_, index) => sampleRun(index));
      const promises = runs.map((run) => store().commit(acceptUnit(run)));
      expect(store().backlog().units).toBe(1000);
      expect(store().backlog().bytes).toBeGreaterThan(50_000);
      expect(new Set(await Promise.all(promises))).toEqual(new Set(["committed"]));
      expect(store().backlog()).toEqual({ units: 0, bytes: 0 });
      await reopen();
      const found = await store().runs({}, { limit: 2000, cursor: undefined });
      expect(found.toReversed()).toEqual(runs);
      expect(await store().event(eventId(999))).toEqual(sampleEvent(999));
    });

    it("finds facts again after it was closed", async () => {
      const run = openRun(1);
      await store().commit(acceptUnit(run));
      await store().commit(appendUnit({ ...run, seq: 2 }, 1, [outcomeFact("a", firstAt)]));
      await reopen();
      expect(await store().facts(run.id)).toEqual([startFact(run), outcomeFact("a", firstAt)]);
      expect(await store().verify()).toEqual([]);
    });

    it("writes all that it has taken before it closes, and takes nothing more", async () => {
      const promise = store().commit(acceptUnit(sampleRun(1)));
      const closed = store();
      await reopen();
      expect(await promise).toBe("committed");
      expect(await store().run(runId(1))).toEqual(sampleRun(1));
      await expect(closed.commit(acceptUnit(sampleRun(2)))).rejects.toThrow("closed");
      await expect(closed.setSetting("a", 1)).rejects.toThrow("closed");
    });

    it("carries units and other writes out in the order in which they came", async () => {
      const run = sampleRun(1);
      const [result, deleted, again] = await Promise.all([
        store().commit(acceptUnit(run)),
        store().deleteRuns([run.id]),
        store().commit({ kind: "accept", event: undefined, runs: [{ run, facts: [] }] }),
      ]);
      expect([result, deleted, again]).toEqual(["committed", [run.id], "committed"]);
    });
  });
}
