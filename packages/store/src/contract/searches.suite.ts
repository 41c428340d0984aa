import type { SearchedRow } from "@stepwell/core";
import { describe, expect, it } from "vitest";
import { searchedRowsMax } from "../search-limit.ts";
import type { StoreUnderTest } from "./place.ts";
import { acceptUnit, eventId, firstAt, runId, sampleRun } from "./samples.ts";

/** Looked for in a search: the oldest row of all. */
const needle = { data: { text: "a needle" } };

export function testSearches({ store }: StoreUnderTest): void {
  describe("a search of many rows", () => {
    it("ends after so many, says where, and goes on from there", async () => {
      const numbers = Array.from({ length: searchedRowsMax + 2 }, (_, number) => number);
      await Promise.all(
        numbers.map((number) =>
          store().commit(acceptUnit(sampleRun(number), number === 0 ? needle : {})),
        ),
      );
      const filter = { q: "a needle" };
      const ended: SearchedRow[] = [];
      const page = { limit: 5, onSearchEnd: (last: SearchedRow) => void ended.push(last) };
      expect(await store().runs(filter, { ...page, cursor: undefined })).toEqual([]);
      expect(await store().events(filter, { ...page, cursor: undefined })).toEqual([]);
      expect(ended).toEqual([runId(2), eventId(2)].map((id) => ({ id, at: firstAt + 2 })));
      const [run] = await store().runs(filter, { ...page, cursor: runId(2) });
      const [event] = await store().events(filter, { ...page, cursor: eventId(2) });
      expect([run?.id, event?.id]).toEqual([runId(0), eventId(0)]);
      const all = { limit: 5, cursor: undefined, onSearchEnd: page.onSearchEnd };
      expect(await store().events({ q: "evt_" }, all)).toHaveLength(5);
      expect(await store().events({ type: "none" }, all)).toEqual([]);
      expect(ended).toHaveLength(2);
    });
  });
}
