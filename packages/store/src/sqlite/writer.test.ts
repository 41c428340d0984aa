import { StoreReadOnlyError } from "@stepwell/core";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { acceptUnit, sampleRun } from "../contract/samples.ts";
import type { Failure } from "./failure.ts";
import { Writer } from "./writer.ts";
import type { WriterOrder } from "./writer-messages.ts";

const full: Failure = { kind: "read_only", message: "database or disk is full", code: 13 };

describe("the writer", () => {
  const orders: WriterOrder[] = [];
  const fatal: Error[] = [];
  let writer: Writer;

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setImmediate", "setTimeout"] });
    orders.length = 0;
    fatal.length = 0;
    writer = new Writer({
      port: { post: (order) => orders.push(order) },
      onFatal: (error) => fatal.push(error),
    });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const commit = (number: number): Promise<string> =>
    writer.commit(acceptUnit(sampleRun(number))).catch((error: Error) => error.name);

  it("gathers what comes while an order is with the thread", async () => {
    const first = commit(1);
    vi.runAllTimers();
    const later = [commit(2), commit(3)];
    vi.runAllTimers();
    expect(orders).toHaveLength(1);
    expect(writer.backlog().units).toBe(3);
    writer.answered({ kind: "units", results: undefined });
    expect(await first).toBe("committed");
    expect(orders).toHaveLength(2);
    writer.answered({ kind: "units", results: ["committed", "duplicate_event"] });
    expect(await Promise.all(later)).toEqual(["committed", "duplicate_event"]);
    expect(writer.backlog()).toEqual({ units: 0, bytes: 0 });
  });

  it("lets a second batch go when it is large enough, but never a third", () => {
    for (let number = 0; number < 200; number += 1) void commit(number);
    expect(orders).toHaveLength(2);
    vi.runAllTimers();
    expect(orders).toHaveLength(2);
    writer.answered({ kind: "units", results: undefined });
    expect(orders).toHaveLength(3);
  });

  it("splits what is too much for one batch", () => {
    for (let number = 0; number < 4500; number += 1) void commit(number);
    let answers = 0;
    for (; writer.backlog().units > 0; answers += 1) {
      vi.runAllTimers();
      writer.answered({ kind: "units", results: undefined });
    }
    // Two go at once; what has gathered behind them is split at 2,000.
    expect(answers).toBe(5);
    expect(orders).toHaveLength(5);
  });

  it("refuses all that waits when the disk is full, asks each second, and takes it up again", async () => {
    const first = commit(1);
    vi.runAllTimers();
    const second = commit(2);
    writer.answered({ kind: "failed", failure: full });
    expect(await first).toBe("StoreReadOnlyError");
    expect(await second).toBe("StoreReadOnlyError");
    expect(await commit(3)).toBe("StoreReadOnlyError");
    await expect(writer.write({ kind: "set_setting", name: "a", value: 1 })).rejects.toThrow(
      StoreReadOnlyError,
    );
    expect(writer.health()).toEqual({ status: "read_only", why: full.message });
    expect(writer.backlog()).toEqual({ units: 0, bytes: 0 });

    await vi.advanceTimersByTimeAsync(1100);
    expect(orders.at(-1)).toEqual({ kind: "probe" });
    writer.answered({ kind: "failed", failure: full });
    await vi.advanceTimersByTimeAsync(1100);
    expect(orders).toHaveLength(3);
    writer.answered({ kind: "done" });
    expect(writer.health()).toEqual({ status: "ok" });
    const after = commit(4);
    vi.runAllTimers();
    writer.answered({ kind: "units", results: undefined });
    expect(await after).toBe("committed");
    expect(fatal).toEqual([]);
  });

  it("lets deletions through while it is read-only: they make room", async () => {
    void commit(1);
    vi.runAllTimers();
    writer.answered({ kind: "failed", failure: full });
    const deleted = writer.write({ kind: "delete_runs", ids: ["run_1"] });
    await vi.advanceTimersByTimeAsync(1);
    expect(orders.at(-1)).toEqual({ kind: "delete_runs", ids: ["run_1"] });
    writer.answered({ kind: "written", result: ["run_1"] });
    expect(await deleted).toEqual(["run_1"]);
  });

  it("tells of a thread that ended by itself, and fails what waits", async () => {
    const waiting = writer.commit(acceptUnit(sampleRun(1)));
    writer.fail(new Error("the writer's thread ended (1)"));
    writer.fail(new Error("once is enough"));
    await expect(waiting).rejects.toThrow("thread ended");
    expect(fatal).toHaveLength(1);
    expect(writer.health().status).toBe("read_only");
  });
});
