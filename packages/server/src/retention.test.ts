import { simulatedClock } from "@stepwell/host";
import { defaultLimits, type PruneOrder } from "@stepwell/core";
import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { ServerParts } from "./call.ts";
import { makeRetention } from "./retention.ts";
import { manual } from "./sample-definitions.suite.ts";

const dayMs = 86_400_000;
const now = 400 * dayMs;
const keptDays = { succeededDays: 90, failedDays: 80, canceledDays: 70 };

/** One environment with one workflow; `rows` are left to prune. */
function setUp(settings: object, rows = 0) {
  const orders: PruneOrder[] = [];
  const clock = simulatedClock(now);
  let left = rows;
  const store = {
    workflows: async () => [{ id: "wf", draft: {}, activeVersion: 2, latestVersion: 3 }],
    version: async (_id: string, number: number) =>
      number === 2 && { definition: manual([], {}, { settings }) },
    async prune(order: PruneOrder) {
      orders.push(order);
      const removed = Math.min(left, order.rowsMax);
      left -= removed;
      return { removed, isDone: left === 0 };
    },
  };
  const environments = new Map([
    ["live", { store, limits: () => defaultLimits, keptDays: { current: () => keptDays } }],
  ]);
  const errors: unknown[] = [];
  const parts = { environments, clock } as unknown as ServerParts;
  const retention = makeRetention(parts, (error) => errors.push(error));
  return { clock, orders, retention, store, errors, left: () => left };
}

describe("retention", () => {
  it("removes what is older than the workflow keeps it, every ten minutes", async () => {
    const { clock, orders } = setUp({ retention: { succeededDays: 1, failedDays: 30 } });
    expect(orders).toEqual([]);
    clock.ring();
    await setImmediate();
    expect(clock.now()).toBe(now + 600_000);
    const before = (days: number) => clock.now() - days * dayMs;
    expect(orders[0]).toMatchObject({
      workflowId: "wf",
      succeededBefore: before(1),
      failedBefore: before(30),
      canceledBefore: before(70),
    });
    expect(orders[0]?.eventsBefore).toBeUndefined();
    expect(orders[1]).toMatchObject({ eventsBefore: before(defaultLimits.rerunDays) });
    expect(clock.ring()).toBe(true);
  });

  it("goes in small batches until nothing is left", async () => {
    const { clock, left, orders } = setUp({}, 1700);
    const startsAt = now + 600_000;
    while (left() > 0) {
      clock.ring();
      await setImmediate();
    }
    expect(orders.length).toBeGreaterThan(3);
    expect(Math.max(...orders.map(({ rowsMax }) => rowsMax))).toBeLessThanOrEqual(500);
    // Between them others get their turn; all the same it is done in seconds.
    expect(clock.now()).toBeGreaterThan(startsAt);
    expect(clock.now()).toBeLessThan(startsAt + 10_000);
  });

  it("tries again later where it failed, and ends with a stop", async () => {
    const { clock, store, errors, retention } = setUp({});
    store.workflows = async () => Promise.reject(new Error("unreadable"));
    clock.ring();
    await setImmediate();
    expect(errors).toHaveLength(1);
    clock.ring();
    await setImmediate();
    expect(errors).toHaveLength(2);
    retention.stop();
    expect(clock.ring()).toBe(false);
  });
});
