import { join } from "node:path";
import type { PruneOrder } from "@stepwell/core";
import { describe, expect, it, onTestFinished } from "vitest";
import { eventId, firstAt, runId } from "../contract/samples.ts";
import { type Connection, openWriting } from "./connection.ts";
import { migrate } from "./migrate.ts";
import { makeRetention, type Retention } from "./retention.ts";
import { testFolder } from "./test-folder.suite.ts";

const count = 30_000;
const order: PruneOrder = {
  succeededBefore: undefined,
  failedBefore: undefined,
  canceledBefore: undefined,
  eventsBefore: firstAt + count + 1,
  rowsMax: 100,
};

/** Events of which each has an open run. */
function fill(connection: Connection): void {
  connection.transaction(() => {
    for (let number = 0; number < count; number += 1) {
      const decisions = JSON.stringify([{ workflowId: "wf", runId: runId(number) }]);
      connection.run(
        `INSERT INTO event VALUES (?, 't', 's', '', NULL, NULL, ?, 0, '[]', ?, '{}')`,
        eventId(number),
        firstAt + number,
        decisions,
      );
      connection.run(
        `INSERT INTO run (id, number, workflow_id, version, event_id, status, created_at, seq,
           attempt, deaths) VALUES (?, ?, 'wf', 1, ?, 'waiting', ?, 1, 1, 0)`,
        runId(number),
        number,
        eventId(number),
        firstAt + number,
      );
    }
  });
}

describe("retention among many events that must stay", () => {
  const setUp = (): Retention => {
    const connection = openWriting(join(testFolder(), "live.sqlite"), "NORMAL");
    migrate(connection, new URL("../migrations/", import.meta.url));
    fill(connection);
    onTestFinished(() => connection.close());
    return makeRetention(connection);
  };

  const timed = (work: () => void): number => {
    const startedAt = performance.now();
    work();
    return performance.now() - startedAt;
  };
  const median = (values: readonly number[]): number =>
    values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

  it("blocks the writer for some milliseconds a call, and then knows them", () => {
    const retention = setUp();
    const times: number[] = [];
    for (let isDone = false; !isDone;)
      times.push(timed(() => ({ isDone } = retention.prune(order))));
    expect(times.length).toBeGreaterThan(count / 2000);
    expect(median(times)).toBeLessThan(10);
    expect(retention.prune(order)).toEqual({ removed: 0, isDone: true });
    expect(
      median(Array.from({ length: 9 }, () => timed(() => retention.prune(order)))),
    ).toBeLessThan(2);
  });

  it("looks at all of them again a day later, and after a write that was rolled back", () => {
    const retention = setUp();
    const callsOf = (at: PruneOrder): number => {
      let calls = 1;
      while (!retention.prune(at).isDone) calls += 1;
      return calls;
    };
    const all = callsOf(order);
    expect(callsOf(order)).toBe(1);
    expect(callsOf({ ...order, eventsBefore: firstAt + 90_000_000 })).toBe(all);
    expect(callsOf({ ...order, eventsBefore: firstAt + 90_000_001 })).toBe(1);
    retention.forget();
    expect(callsOf(order)).toBe(all);
  });
});
