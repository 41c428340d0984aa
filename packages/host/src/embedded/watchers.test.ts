import type { Run, RunRow } from "@stepwell/core";
import { describe, expect, it } from "vitest";
import { makeWatchers } from "./watchers.ts";

const row = { id: "run_1" } as unknown as RunRow;
const run = { status: "succeeded" } as unknown as Run;

describe("watchers", () => {
  it("tell all listeners of each write, until they leave", () => {
    const watchers = makeWatchers();
    const told: string[] = [];
    const leave = watchers.watch(({ id }) => told.push(`a ${id}`));
    watchers.watch(({ id }) => told.push(`b ${id}`));
    watchers.written(row, run);
    leave();
    watchers.written(row, run);
    expect(told).toEqual(["a run_1", "b run_1", "b run_1"]);
  });

  it("give the run of the next write to all who wait for it", async () => {
    const watchers = makeWatchers();
    const waiting = [watchers.next("run_1"), watchers.next("run_1")];
    watchers.written({ ...row, id: "run_2" }, run);
    watchers.written(row, run);
    expect(await Promise.all(waiting.map((one) => one.run))).toEqual([run, run]);
  });

  it("hold nothing for those who do not wait any more", () => {
    const watchers = makeWatchers();
    const [left, stays] = [watchers.next("run_1"), watchers.next("run_1")];
    left.forget();
    expect(watchers.waiting()).toBe(1);
    stays.forget();
    stays.forget();
    expect(watchers.waiting()).toBe(0);
  });
});
