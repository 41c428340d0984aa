import type { RunRow, Store } from "@stepwell/core";
import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { simulatedClock } from "../simulated-clock.ts";
import { recover } from "./recovery.ts";

interface Given {
  /** Runs that a death has interrupted, by id, with the deaths so far. */
  readonly deaths: Readonly<Record<string, number>>;
  /** What a run does when it is taken up; ends at once by default. */
  resume?(row: RunRow): Promise<void>;
}

function setUp({ deaths, resume = async () => undefined }: Given) {
  const clock = simulatedClock(0);
  const told: string[] = [];
  const rows = Object.entries(deaths).map(
    ([id, count]) => ({ id, deaths: count }) as unknown as RunRow,
  );
  const store = {
    interruptedRuns: async (after: string | undefined, limit: number) =>
      rows.filter(({ id }) => after === undefined || id > after).slice(0, limit),
    addDeaths: async (ids: readonly string[]) => void told.push(`count ${ids.join(" ")}`),
  } as unknown as Store;
  const errors: unknown[] = [];
  let isStopped = false;
  const recovering = recover({
    store,
    clock,
    async resume(row) {
      told.push(`resume ${row.id}`);
      await resume(row);
    },
    quarantine: async ({ id }) => void told.push(`quarantine ${id}`),
    acquit: async ({ id }) => void told.push(`acquit ${id}`),
    isStopped: () => isStopped,
    failed: (error) => errors.push(error),
  });
  const stop = (): void => {
    isStopped = true;
  };
  return { clock, told, store, errors, recovering, stop };
}

const never = new Promise<void>(() => undefined);

describe("recovery", () => {
  it("takes up all first-time interrupted runs together, counted before they begin", async () => {
    const { told, recovering } = setUp({ deaths: { a: 0, b: 0 }, resume: () => never });
    await recovering;
    expect(told).toEqual(["count a b", "resume a", "resume b"]);
  });

  it("reads them by pages", async () => {
    const many = Array.from({ length: 1200 }, (_, index) => [
      `r${String(index).padStart(5, "0")}`,
      0,
    ]);
    const { told, recovering } = setUp({ deaths: Object.fromEntries(many) });
    await recovering;
    expect(told).toHaveLength(1201);
  });

  it("tries suspects one after the other, and does not make the server wait for them", async () => {
    const { told, recovering, clock } = setUp({ deaths: { a: 1, b: 1 }, resume: () => never });
    await recovering;
    await setImmediate();
    expect(told).toEqual(["count ", "count a", "resume a"]);
    clock.ring();
    await setImmediate();
    expect(told.slice(3)).toEqual(["count b", "resume b"]);
  });

  it("makes the last try alone, before the server is ready, for a while only", async () => {
    const { told, recovering, clock } = setUp({ deaths: { a: 0, z: 2 }, resume: () => never });
    await setImmediate();
    expect(told).toEqual(["count z", "resume z"]);
    clock.ring();
    await recovering;
    // It has done no harm so far: the next death may have another cause.
    expect(told.slice(2)).toEqual(["acquit z", "count a", "resume a"]);
    expect(clock.now()).toBe(5000);
  });

  it("gives a run up that has had its tries", async () => {
    const { told, recovering } = setUp({ deaths: { a: 3, b: 7 } });
    await recovering;
    expect(told).toEqual(["quarantine a", "quarantine b", "count "]);
  });

  it("tries no more suspects after a stop", async () => {
    const { told, recovering, stop } = setUp({ deaths: { a: 1, b: 1 } });
    stop();
    await recovering;
    await setImmediate();
    expect(told).toEqual(["count "]);
  });

  it("reports a store that fails under it", async () => {
    const { store, errors, recovering } = setUp({ deaths: { a: 1 } });
    await Promise.resolve();
    const { addDeaths } = store;
    store.addDeaths = async (ids) =>
      ids.length === 0 ? addDeaths(ids) : Promise.reject(new Error("closed"));
    await recovering;
    await setImmediate();
    expect(errors.map(String)).toEqual(["Error: closed"]);
  });
});
