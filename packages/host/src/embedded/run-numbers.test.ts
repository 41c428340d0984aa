import { describe, expect, it } from "vitest";
import { makeRunNumbers } from "./run-numbers.ts";

/** Reserves like a store, and says what it was asked for. */
function sampleStore() {
  const next = new Map<string, number>();
  const asked: number[] = [];
  return {
    asked,
    async reserveRunNumbers(workflowId: string, count: number): Promise<number> {
      await Promise.resolve();
      const first = next.get(workflowId) ?? 1;
      next.set(workflowId, first + count);
      asked.push(count);
      return first;
    },
  };
}

describe("run numbers", () => {
  it("count up from one for each workflow", async () => {
    const take = makeRunNumbers(sampleStore());
    const numbers = [];
    for (let count = 0; count < 25; count += 1) numbers.push(await take("a"));
    expect(numbers).toEqual(Array.from({ length: 25 }, (_, index) => index + 1));
    expect(await take("b")).toBe(1);
  });

  it("are given once each, however many ask at the same time", async () => {
    const take = makeRunNumbers(sampleStore());
    const numbers = await Promise.all(Array.from({ length: 500 }, async () => take("a")));
    expect(new Set(numbers).size).toBe(500);
  });

  it("are reserved in blocks that grow with use, up to a thousand", async () => {
    const store = sampleStore();
    const take = makeRunNumbers(store);
    for (let count = 0; count < 5000; count += 1) await take("a");
    expect(store.asked.slice(0, 4)).toEqual([10, 20, 40, 80]);
    expect(Math.max(...store.asked)).toBe(1000);
    expect(store.asked.length).toBeLessThan(15);
  });

  it("are at hand without a promise while a block lasts", async () => {
    const take = makeRunNumbers(sampleStore());
    await take("a");
    expect(take("a")).toBe(2);
  });

  it("are never given twice by two servers over one store", async () => {
    const store = sampleStore();
    const [left, right] = [makeRunNumbers(store), makeRunNumbers(store)];
    const numbers = [];
    for (let count = 0; count < 100; count += 1) numbers.push(await left("a"), await right("a"));
    expect(new Set(numbers).size).toBe(200);
  });
});
