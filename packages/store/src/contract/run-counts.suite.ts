import type { CountSpan, RunRow } from "@stepwell/core";
import { describe, expect, it } from "vitest";
import type { StoreUnderTest } from "./place.ts";
import {
  acceptUnit,
  appendUnit,
  openRun,
  outcomeFact,
  queuedRun,
  sampleRun,
  sampleWorkflow,
} from "./samples.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const midnight = Date.UTC(2026, 10, 20);

export function testRunCounts({ store, reopen }: StoreUnderTest): void {
  const keep = async (runs: readonly RunRow[]): Promise<void> => {
    await Promise.all(runs.map((run) => store().commit(acceptUnit(run))));
  };
  /** In the order of time, so that adapters may give theirs in any. */
  const counts = async (span: Partial<CountSpan> = {}) => {
    const all = { from: 0, to: midnight + 100 * dayMs, bucket: "hour", ...span } as const;
    const found = await store().endedRunCounts(all);
    return found
      .map(({ start, workflowId, status, count }) => [start - midnight, workflowId, status, count])
      .sort((left, right) => (JSON.stringify(left) < JSON.stringify(right) ? -1 : 1));
  };
  const ended = (number: number, atMs: number, more: Partial<RunRow> = {}): RunRow =>
    sampleRun(number, { endedAt: midnight + atMs, ...more });

  describe("counts of ended runs", () => {
    it("are kept by hour, workflow and status, also for runs that end when they are accepted", async () => {
      await keep([
        ended(1, 0),
        ended(2, hourMs - 1),
        ended(3, hourMs),
        ended(4, hourMs, { status: "failed" }),
        ended(5, 30 * hourMs, { workflowId: "wf_b" }),
        openRun(6),
        queuedRun(7),
      ]);
      const expected = [
        [0, "wf_a", "succeeded", 2],
        [30 * hourMs, "wf_b", "succeeded", 1],
        [hourMs, "wf_a", "failed", 1],
        [hourMs, "wf_a", "succeeded", 1],
      ];
      expect(await counts()).toEqual(expected);
      await reopen();
      expect(await counts()).toEqual(expected);
      expect(await counts({ bucket: "day" })).toEqual([
        [0, "wf_a", "failed", 1],
        [0, "wf_a", "succeeded", 3],
        [dayMs, "wf_b", "succeeded", 1],
      ]);
      const second = { from: midnight + hourMs, to: midnight + 2 * hourMs };
      expect(await counts(second)).toEqual(expected.slice(2));
    });

    it("count the end of a run once, whatever is written of it later", async () => {
      const run = openRun(1);
      await store().commit(acceptUnit(run));
      expect(await counts()).toEqual([]);
      const end = ended(1, 5, { seq: 2, status: "canceled" });
      expect(await store().commit(appendUnit(end, 9, [outcomeFact("a", 1)]))).toBe("stale");
      await store().commit(appendUnit(end, 1, [outcomeFact("a", 1)]));
      await store().commit({ ...appendUnit(end, 2, []), delivered: ["evt_x"] });
      expect(await counts()).toEqual([[0, "wf_a", "canceled", 1]]);
    });

    it("leave out what was refused, though it was written with others", async () => {
      const twice = acceptUnit(ended(1, 0), { dedupeKey: "k" });
      const again = acceptUnit(ended(2, 0), { dedupeKey: "k" });
      const results = await Promise.allSettled([
        store().commit(twice),
        store().commit(again),
        store().commit(acceptUnit(ended(1, 0))),
        store().commit(acceptUnit(ended(3, 0))),
      ]);
      expect(results.map(({ status }) => status)).toEqual([
        "fulfilled",
        "fulfilled",
        "rejected",
        "fulfilled",
      ]);
      expect(await counts()).toEqual([[0, "wf_a", "succeeded", 2]]);
    });

    it("outlive the runs, up to an age of their own, and go with their workflow", async () => {
      await store().insertWorkflow(sampleWorkflow("wf_a"));
      await keep([ended(1, 0), ended(2, 3 * hourMs), ended(3, 3 * hourMs, { workflowId: "wf_b" })]);
      const order = {
        succeededBefore: midnight + dayMs,
        failedBefore: undefined,
        canceledBefore: undefined,
        eventsBefore: undefined,
        rowsMax: 10,
      };
      await store().prune(order);
      expect(await store().run(ended(1, 0).id)).toBeUndefined();
      expect(await counts()).toHaveLength(3);
      await store().prune({ ...order, countsBefore: midnight + 2 * hourMs });
      expect(await counts()).toHaveLength(2);
      await store().deleteWorkflow("wf_a");
      expect(await counts()).toEqual([[3 * hourMs, "wf_b", "succeeded", 1]]);
    });
  });

  it("open runs are counted by status", async () => {
    await keep([
      openRun(1),
      openRun(2, { status: "waiting", workflowId: "wf_b" }),
      openRun(3, { status: "waiting" }),
      queuedRun(4),
      sampleRun(5),
    ]);
    expect(await store().openRunCounts()).toEqual({ queued: 1, running: 1, waiting: 2 });
  });
}
