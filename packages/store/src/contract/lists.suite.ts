import type { EventFilter, RunFilter, RunRow, RunStatus } from "@stepwell/core";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { StoreUnderTest } from "./place.ts";
import {
  acceptUnit,
  eventId,
  firstAt,
  openRun,
  queuedRun,
  runId,
  sampleEvent,
  sampleRun,
} from "./samples.ts";

const everything = { limit: 1000, cursor: undefined } as const;

export function testLists({ store }: StoreUnderTest): void {
  const keep = async (runs: readonly RunRow[]): Promise<void> => {
    await Promise.all(runs.map((run) => store().commit(acceptUnit(run))));
  };
  const idsOf = (rows: readonly { readonly id: string }[]): readonly string[] =>
    rows.map(({ id }) => id);

  describe("runs", () => {
    it("are listed newest first, page by page", async () => {
      await keep(Array.from({ length: 25 }, (_, index) => sampleRun(index)));
      const pages: string[][] = [];
      for (let cursor: string | undefined; ;) {
        const page = idsOf(await store().runs({}, { limit: 10, cursor }));
        if (page.length === 0) break;
        pages.push([...page]);
        cursor = page.at(-1);
      }
      expect(pages.map((page) => page.length)).toEqual([10, 10, 5]);
      expect(pages.flat()).toEqual(Array.from({ length: 25 }, (_, index) => runId(24 - index)));
    });

    it("are found by the same rules as in a plain list, whatever the filter", async () => {
      const statuses = ["succeeded", "failed", "running", "waiting"] as const;
      const runs = Array.from({ length: 300 }, (_, index) =>
        sampleRun(index, {
          workflowId: `wf_${"abc"[index % 3]}`,
          status: statuses[(index * 7) % 4] ?? "failed",
          version: 1 + (index % 2),
        }),
      );
      await keep(runs);
      const filters = fc.record(
        {
          workflowId: fc.constantFrom("wf_a", "wf_b", "wf_none"),
          statuses: fc.uniqueArray(fc.constantFrom<RunStatus>(...statuses, "canceled")),
          version: fc.constantFrom(1, 2, 3),
          from: fc.integer({ min: firstAt - 5, max: firstAt + 305 }),
          to: fc.integer({ min: firstAt - 5, max: firstAt + 305 }),
        },
        { requiredKeys: [] },
      );
      const pages = fc.record({
        limit: fc.integer({ min: 1, max: 60 }),
        cursor: fc.option(fc.integer({ min: 0, max: 320 }).map(runId), { nil: undefined }),
      });
      await fc.assert(
        fc.asyncProperty(filters, pages, async (filter, page) => {
          const expected = runs
            .toReversed()
            .filter((run) => page.cursor === undefined || run.id < page.cursor)
            .filter((run) => matches(run, filter));
          const found = await store().runs(filter, page);
          expect(idsOf(found)).toEqual(idsOf(expected).slice(0, page.limit));
        }),
        { numRuns: 200 },
      );
    });

    it("are searched by a part of their id or of their event's data", async () => {
      await keep([sampleRun(1), sampleRun(2)]);
      await store().commit(acceptUnit(sampleRun(3), { data: { customer: "Anna_Ek 100%" } }));
      const search = async (q: string): Promise<readonly string[]> =>
        idsOf(await store().runs({ q }, everything));
      expect(await search("anna_ek 100%")).toEqual([runId(3)]);
      expect(await search("anna%ek")).toEqual([]);
      expect(await search("AnnaXEk")).toEqual([]);
      expect(await search(runId(2))).toEqual([runId(2)]);
      expect(await search("run_")).toEqual([runId(3), runId(2), runId(1)]);
      const idsOnly = async (q: string): Promise<readonly string[]> =>
        idsOf(await store().runs({ q, searches: "ids" }, everything));
      expect(await idsOnly("anna_ek")).toEqual([]);
      expect(await idsOnly(runId(3))).toEqual([runId(3)]);
      const failed: RunFilter = { q: "run_", workflowId: "wf_a", statuses: ["failed"] };
      expect(await store().runs(failed, everything)).toEqual([]);
    });
  });

  describe("events", () => {
    it("are listed newest first, by type, time and text", async () => {
      const types = ["webhook", "order.created"];
      for (let number = 0; number < 20; number += 1)
        await store().commit(
          acceptUnit(sampleRun(number), {
            type: types[number % 2] ?? "",
            data: { n: `v${number}` },
            ...(number % 10 === 0 && { target: "wf_a" }),
          }),
        );
      const list = async (filter: object): Promise<readonly string[]> =>
        idsOf(await store().events(filter, everything));
      expect(await list({})).toEqual(Array.from({ length: 20 }, (_, index) => eventId(19 - index)));
      expect(await list({ type: "order.created", from: firstAt + 4, to: firstAt + 9 })).toEqual(
        [7, 5].map(eventId),
      );
      expect(await list({ q: "V19" })).toEqual([eventId(19)]);
      expect(await list({ q: eventId(3) })).toEqual([eventId(3)]);
      expect(await list({ q: "V19", searches: "ids" })).toEqual([]);
      expect(await list({ q: eventId(3), searches: "ids" })).toEqual([eventId(3)]);
      expect(await list({ target: "wf_a" })).toEqual([10, 0].map(eventId));
      expect(await list({ type: "none" })).toEqual([]);
      const page = { limit: 3, cursor: eventId(10) };
      expect(idsOf(await store().events({ type: "webhook" }, page))).toEqual(
        [8, 6, 4].map(eventId),
      );
    });
  });

  describe("events that are searched", () => {
    it("are found by source, and by the workflow that they are for or that has decided", async () => {
      const decisionOf = (workflowId: string, run?: string) =>
        run === undefined
          ? ({ workflowId, version: 1, outcome: "condition_not_met" } as const)
          : ({ workflowId, version: 1, outcome: "started", runId: run } as const);
      const events = [
        sampleEvent(1, { source: "shop", decisions: [decisionOf("wf_a", runId(1))] }),
        sampleEvent(2, {
          source: "shop",
          decisions: [decisionOf("wf_a"), decisionOf("wf_b", "r")],
        }),
        sampleEvent(3, { target: "wf_a", decisions: [] }),
        sampleEvent(4, { target: "wf_b", decisions: [decisionOf("wf_b")] }),
        sampleEvent(5, { decisions: [] }),
      ];
      for (const event of events) await store().commit({ kind: "accept", event, runs: [] });
      const found = async (filter: EventFilter) =>
        (await store().events(filter, everything)).map(({ id }) => Number(id.slice(4)));
      expect(await found({ source: "shop" })).toEqual([2, 1]);
      expect(await found({ source: "sho" })).toEqual([]);
      expect(await found({ workflowId: "wf_a" })).toEqual([3, 2, 1]);
      expect(await found({ workflowId: "wf_a", hasStarted: true })).toEqual([1]);
      expect(await found({ workflowId: "wf_a", hasStarted: false })).toEqual([3, 2]);
      expect(await found({ hasStarted: true })).toEqual([2, 1]);
      expect(await found({ hasStarted: false })).toEqual([5, 4, 3]);
      expect(await found({ hasStarted: false, target: "wf_a" })).toEqual([3]);
    });
  });

  describe("what a host asks for", () => {
    it("gives due runs, earliest first, and the next time", async () => {
      const wakes = [50, 20, 90, 20];
      expect(await store().nextWakeAt()).toBeUndefined();
      await keep(
        wakes.map((wake, index) => openRun(index, { status: "waiting", wakeAt: firstAt + wake })),
      );
      await keep([sampleRun(9)]);
      expect(idsOf(await store().dueRuns(firstAt + 50, 10))).toEqual([1, 3, 0].map(runId));
      expect(idsOf(await store().dueRuns(firstAt + 50, 2))).toEqual([1, 3].map(runId));
      expect(await store().dueRuns(firstAt + 19, 10)).toEqual([]);
      expect(await store().nextWakeAt()).toBe(firstAt + 20);
    });

    it("gives interrupted runs, oldest first, page by page", async () => {
      await keep([
        openRun(3),
        openRun(1),
        sampleRun(2),
        openRun(4, { status: "waiting" }),
        openRun(5),
      ]);
      expect(idsOf(await store().interruptedRuns(undefined, 2))).toEqual([1, 3].map(runId));
      expect(idsOf(await store().interruptedRuns(runId(3), 2))).toEqual([runId(5)]);
    });

    it("gives queued runs of a place, oldest first, and counts the places", async () => {
      await keep([
        queuedRun(3, { concurrencyKey: "k" }),
        queuedRun(2, { concurrencyKey: "k" }),
        queuedRun(4, { concurrencyKey: "" }),
        queuedRun(5, { concurrencyKey: "k", workflowId: "wf_b" }),
        openRun(1, { concurrencyKey: "k" }),
        openRun(6, { concurrencyKey: "k", status: "waiting" }),
        sampleRun(7, { concurrencyKey: "k" }),
        openRun(8),
      ]);
      expect(idsOf(await store().queuedRuns("wf_a", "k", 10))).toEqual([2, 3].map(runId));
      expect(idsOf(await store().queuedRuns("wf_a", "k", 1))).toEqual([runId(2)]);
      expect(idsOf(await store().queuedRuns("wf_a", "", 10))).toEqual([runId(4)]);
      const counts = await store().concurrency();
      expect(counts).toHaveLength(3);
      expect(counts).toEqual(
        expect.arrayContaining([
          { workflowId: "wf_a", concurrencyKey: "k", open: 2, queued: 2 },
          { workflowId: "wf_a", concurrencyKey: "", open: 0, queued: 1 },
          { workflowId: "wf_b", concurrencyKey: "k", open: 0, queued: 1 },
        ]),
      );
      expect(await store().countOpenRuns("wf_a")).toBe(6);
    });

    it("counts deaths until the run makes progress", async () => {
      const run = openRun(1);
      await keep([run, openRun(2)]);
      await store().addDeaths([run.id]);
      await store().addDeaths([run.id, runId(2)]);
      expect((await store().run(run.id))?.deaths).toBe(2);
      await store().commit({
        kind: "append",
        afterSeq: 1,
        run: { ...run, seq: 2 },
        facts: [{ kind: "proceed", at: firstAt }],
      });
      expect((await store().run(run.id))?.deaths).toBe(0);
    });
  });
}

function matches(run: RunRow, { workflowId, statuses, version, from, to }: RunFilter): boolean {
  if (workflowId !== undefined && run.workflowId !== workflowId) return false;
  if (statuses && !statuses.includes(run.status)) return false;
  if (version !== undefined && run.version !== version) return false;
  return run.createdAt >= (from ?? -Infinity) && run.createdAt < (to ?? Infinity);
}
