import type { Program, Store } from "@stepwell/core";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makePlaces } from "./places.ts";

function programOf(limit: number): Program {
  const concurrency = { limit, key: undefined };
  return { workflow: { id: "wf", name: "w" }, concurrency } as unknown as Program;
}

describe("places", () => {
  it("never give more places than the limit, give none away twice, and forget what nobody holds", () => {
    const action = fc.record({ key: fc.constantFrom("c", "d"), ends: fc.boolean() });
    const property = fc.property(fc.nat({ max: 3 }), fc.array(action), (more, actions) => {
      const limit = more + 1;
      const places = makePlaces();
      const counts = { c: { open: 0, queued: 0 }, d: { open: 0, queued: 0 } };
      for (const { key, ends } of actions) {
        const count = counts[key];
        if (!ends) {
          if (places.take(programOf(limit), key)) count.open += 1;
          else count.queued += 1;
        } else if (count.open > 0) {
          places.giveBack("wf", key, true);
          count.open -= 1;
          for (let free = places.free("wf", key, limit); free > 0; free -= 1) {
            places.started("wf", key);
            count.open += 1;
            count.queued -= 1;
          }
        }
        expect(count.open).toBeLessThanOrEqual(limit);
        expect(count.queued === 0 || count.open === limit).toBe(true);
      }
      const held = Object.values(counts).filter(({ open, queued }) => open + queued > 0);
      expect(places.size()).toBe(held.length);
    });
    fc.assert(property);
  });

  it("give a queued run's place back when it is canceled, before it starts or at that moment", () => {
    const places = makePlaces();
    places.take(programOf(1), "c");
    expect(places.take(programOf(1), "c")).toBe(false);
    places.giveBack("wf", "c", false);
    expect(places.take(programOf(1), "c")).toBe(false);
    places.giveBack("wf", "c", true);
    places.started("wf", "c");
    places.giveBack("wf", "c", false);
    places.notStarted("wf", "c");
    expect(places.size()).toBe(0);
  });

  it("are told by the store after a start", async () => {
    const places = makePlaces();
    const counts = [{ workflowId: "wf", concurrencyKey: "c", open: 1, queued: 4 }];
    await places.load({ concurrency: async () => counts } as unknown as Store);
    expect(places.free("wf", "c", 3)).toBe(2);
    expect(places.free("wf", "d", 3)).toBe(0);
  });

  it("are free without end where a workflow sets no limit", () => {
    const places = makePlaces();
    const free = { workflow: { id: "wf", name: "w" } } as unknown as Program;
    expect(places.take(free, "")).toBe(true);
    expect(places.size()).toBe(0);
  });
});
