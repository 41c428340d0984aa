import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import { outputIn, runIn } from "./call.suite.ts";
import type { Isolate } from "./guest-call.ts";
import { openIsolate } from "./isolate.ts";

/* An endless script takes its own places, and nobody else's. */

const later = { limits: { timeMs: 60_000 } };

/** Starts endless scripts of the groups; they end with the test. */
async function withEndless(workers: number, groups: readonly string[]): Promise<Isolate> {
  const isolate = openIsolate({ workers });
  onTestFinished(() => isolate.close());
  await outputIn(isolate, "return 1;");
  for (const group of groups) void runIn(isolate, "for (;;);", { ...later, group });
  await sleep(50);
  return isolate;
}

async function tookMs(work: Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work;
  return performance.now() - start;
}

describe("beside endless scripts of one workflow", () => {
  it.each([1, 2])("a script of another one runs at once, of %i workers", async (workers) => {
    const isolate = await withEndless(workers, ["a", "a", "a", "a"]);
    expect(isolate.stats()).toMatchObject({ busy: workers, queued: 4 - workers });
    for (let time = 0; time < 3; time += 1)
      expect(await tookMs(outputIn(isolate, "return 1;", { group: "b" }))).toBeLessThan(1500);
    expect(isolate.stats()).toMatchObject({ busy: workers, queued: 4 - workers });
  });

  it("scripts of as many others run as there are workers, each of them once", async () => {
    const isolate = await withEndless(2, ["a", "a", "b", "b", "c", "d"]);
    expect(isolate.stats()).toMatchObject({ busy: 4, queued: 2 });
  });

  it("code is checked at once, also when nothing more may wait", async () => {
    const isolate = openIsolate({ workers: 1, queueMax: 2 });
    onTestFinished(() => isolate.close());
    for (const group of ["a", "b", "a", "b"]) void runIn(isolate, "for (;;);", { ...later, group });
    expect(await tookMs(isolate.check("javascript", "return 1;"))).toBeLessThan(2000);
    expect(await isolate.check("javascript", "return )")).toMatchObject({ ok: false, line: 1 });
  });
});

describe("the counts of an isolate", () => {
  it("tell scripts from checks, and what had to be ended", async () => {
    const isolate = await withEndless(1, ["a", "a"]);
    await isolate.check("javascript", "return 1;");
    expect(isolate.stats().kinds).toEqual({
      run: { queued: 1, running: 1, answered: 1, terminated: 0 },
      check: { queued: 0, running: 0, answered: 1, terminated: 0 },
    });
    const controller = new AbortController();
    const { signal } = controller;
    const other = runIn(isolate, "for (;;);", { ...later, group: "b", signal });
    await sleep(100);
    controller.abort();
    await other;
    await outputIn(isolate, "return 1;", { group: "c" });
    expect(isolate.stats().kinds.run).toEqual({
      queued: 1,
      running: 1,
      answered: 2,
      terminated: 1,
    });
  });
});
