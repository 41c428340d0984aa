import type { RunRow, Store } from "@stepwell/core";
import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { simulatedClock } from "../simulated-clock.ts";
import { makeWakes } from "./wakes.ts";

/** Due times by run id, as a store would have them. */
function sampleStore(due: Map<string, number>): Pick<Store, "dueRuns" | "nextWakeAt"> {
  return {
    dueRuns: async (now, limit, after) =>
      [...due]
        .filter(([, at]) => at <= now)
        .map(([id, wakeAt]) => ({ id, wakeAt }) as unknown as RunRow)
        .filter((row) => !after || isBehind(row, after))
        .toSorted((left, right) => (isBehind(left, right) ? 1 : -1))
        .slice(0, limit),
    nextWakeAt: async (after = -Infinity) =>
      [...due.values()].filter((at) => at > after).toSorted((a, b) => a - b)[0],
  };
}

function isBehind(row: RunRow, other: RunRow): boolean {
  const [at, otherAt] = [Number(row.wakeAt), Number(other.wakeAt)];
  return at > otherAt || (at === otherAt && row.id > other.id);
}

function setUp(given: Readonly<Record<string, number>> = {}) {
  const clock = simulatedClock(0);
  const due = new Map(Object.entries(given));
  const woken: string[] = [];
  const errors: unknown[] = [];
  let wake = async ({ id }: RunRow): Promise<void> => {
    due.delete(id);
    woken.push(id);
  };
  const store = sampleStore(due) as Store;
  const wakes = makeWakes({
    store,
    clock,
    wake: (row) => wake(row),
    failed: (error) => errors.push(error),
  });
  return {
    clock,
    due,
    woken,
    errors,
    store,
    wakes,
    onWake(next: typeof wake) {
      const before = wake;
      wake = next;
      return before;
    },
  };
}

describe("wakes", () => {
  it("come in the order of their times, with one timer", async () => {
    const { clock, wakes, woken } = setUp({ b: 20, a: 10, c: 30 });
    await wakes.begin();
    while (clock.ring()) await setImmediate();
    expect(woken).toEqual(["a", "b", "c"]);
    expect(clock.now()).toBe(30);
  });

  it("are not lost when a time comes while others are being woken", async () => {
    const { clock, wakes, woken, due, onWake } = setUp({ slow: 10 });
    const { promise, resolve } = Promise.withResolvers<void>();
    const before = onWake(async (row) => {
      await before(row);
      if (row.id === "slow") await promise;
    });
    await wakes.begin();
    clock.ring();
    await setImmediate();
    due.set("later", 20);
    wakes.schedule(20);
    expect(clock.ring()).toBe(true);
    resolve();
    await setImmediate();
    while (clock.ring()) await setImmediate();
    expect(woken).toEqual(["slow", "later"]);
  });

  it("go on past a run that cannot be woken, without a rush", async () => {
    const { clock, wakes, woken, errors, onWake } = setUp({ broken: 10, good: 10 });
    const before = onWake(async (row) => {
      if (row.id === "broken") throw new Error("unreadable");
      await before(row);
    });
    await wakes.begin();
    for (let count = 0; count < 5; count += 1) {
      clock.ring();
      await setImmediate();
    }
    expect(woken).toEqual(["good"]);
    expect(errors).toHaveLength(5);
    // 1, 2, 4 and 8 seconds apart.
    expect(clock.now()).toBe(15_010);
  });

  it("are not held up by a thousand runs that cannot be woken", async () => {
    const broken = Array.from({ length: 1000 }, (_, index) => [`broken${index}`, 10] as const);
    const { clock, wakes, woken, onWake } = setUp({ ...Object.fromEntries(broken), z: 11 });
    const before = onWake(async (row) => {
      if (row.id.startsWith("broken")) throw new Error("unreadable");
      await before(row);
    });
    await wakes.begin();
    clock.ring();
    await setImmediate();
    clock.ring();
    await setImmediate();
    expect(woken).toEqual(["z"]);
  });

  it("find a run that comes late, with a time that others had before it", async () => {
    const { clock, wakes, woken, due, onWake } = setUp({ slow: 20 });
    const before = onWake(async (row) => {
      await before(row);
      if (row.id !== "slow") return;
      due.set("late", 15);
      wakes.schedule(15);
      clock.ring();
    });
    await wakes.begin();
    clock.ring();
    await setImmediate();
    expect(woken).toEqual(["slow", "late"]);
  });

  it("go on when the store could not be read for a while", async () => {
    const { clock, wakes, woken, errors, store } = setUp({ a: 10 });
    await wakes.begin();
    const { dueRuns, nextWakeAt } = store;
    const unreadable = async () => Promise.reject(new Error("unreadable"));
    Object.assign(store, { dueRuns: unreadable, nextWakeAt: unreadable });
    clock.ring();
    await setImmediate();
    Object.assign(store, { dueRuns, nextWakeAt });
    clock.ring();
    await setImmediate();
    expect(errors).toHaveLength(1);
    expect(woken).toEqual(["a"]);
  });

  it("are more than one batch", async () => {
    const many = Array.from({ length: 450 }, (_, index) => [`r${index}`, 10] as const);
    const { clock, wakes, woken } = setUp(Object.fromEntries(many));
    await wakes.begin();
    clock.ring();
    await setImmediate();
    expect(woken).toHaveLength(450);
  });

  it("end with a stop", async () => {
    const { clock, wakes, woken } = setUp({ a: 10 });
    await wakes.begin();
    wakes.stop();
    wakes.schedule(5);
    expect(clock.ring()).toBe(false);
    expect(woken).toEqual([]);
  });
});
