import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { makeActionPool } from "./action-pool.ts";

/** A pool whose actions end when they are told to. */
function setUp(placesMax: number, sharePlacesMax?: number) {
  const pool = makeActionPool(placesMax, sharePlacesMax);
  const started: string[] = [];
  const endings = new Map<string, () => void>();
  const add = (workflowId: string, name: string): (() => void) =>
    pool.add(workflowId, () => {
      started.push(name);
      return new Promise((resolve) => endings.set(name, resolve));
    });
  const end = async (name: string): Promise<void> => {
    endings.get(name)?.();
    await setImmediate();
  };
  return { pool, started, add, end };
}

describe("action pool", () => {
  it("starts at once while there are places, then in turns of the workflows", async () => {
    const { pool, started, add, end } = setUp(2);
    for (const name of ["a1", "a2", "a3", "a4", "a5"]) add("a", name);
    for (const name of ["b1", "b2"]) add("b", name);
    expect(started).toEqual(["a1", "a2"]);
    expect([pool.inFlight(), pool.queued(), pool.queuedOf("a"), pool.queuedOf("b")]).toEqual([
      2, 5, 3, 2,
    ]);
    for (let index = 0; index < 7; index += 1) await end(started[index] ?? "");
    expect(started).toEqual(["a1", "a2", "a3", "b1", "a4", "b2", "a5"]);
    expect([pool.inFlight(), pool.queued(), pool.queuedOf("a")]).toEqual([0, 0, 0]);
  });

  it("lets a newcomer pass a workflow with ten thousand waiting actions", async () => {
    const { started, add, end } = setUp(1);
    for (let index = 0; index < 10_000; index += 1) add("a", `a${index}`);
    add("b", "b");
    await end("a0");
    await end("a1");
    expect(started).toEqual(["a0", "a1", "b"]);
  });

  it("gives no workflow more than its share, and its places to others", async () => {
    const { pool, started, add, end } = setUp(3, 2);
    for (const name of ["a1", "a2", "a3", "a4"]) add("a", name);
    expect(started).toEqual(["a1", "a2"]);
    add("b", "b1");
    add("b", "b2");
    expect(started).toEqual(["a1", "a2", "b1"]);
    await end("b1");
    expect(started).toEqual(["a1", "a2", "b1", "b2"]);
    await end("b2");
    expect([pool.inFlight(), pool.queued()]).toEqual([2, 2]);
    await end("a1");
    await end("a2");
    expect(started.slice(4)).toEqual(["a3", "a4"]);
  });

  it("takes back what waits, and nothing that has started", async () => {
    const { pool, started, add, end } = setUp(1);
    const first = add("a", "a1");
    const second = add("a", "a2");
    add("a", "a3");
    first();
    second();
    second();
    expect([pool.inFlight(), pool.queued()]).toEqual([1, 1]);
    await end("a1");
    expect(started).toEqual(["a1", "a3"]);
  });

  it("starts nothing after it was closed, and counts what still runs", async () => {
    const { pool, started, add, end } = setUp(1);
    add("a", "a1");
    add("a", "a2");
    pool.close();
    add("b", "b1")();
    expect(pool.inFlight()).toBe(1);
    await end("a1");
    expect(pool.inFlight()).toBe(0);
    expect(started).toEqual(["a1"]);
  });
});
