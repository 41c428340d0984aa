import { spawnSync } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import { failureIn, outputIn, runIn } from "./call.suite.ts";
import type { Isolate } from "./guest-call.ts";
import { type IsolateOptions, openIsolate } from "./isolate.ts";

function open(options: IsolateOptions = { workers: 1 }): Isolate {
  const isolate = openIsolate(options);
  onTestFinished(() => isolate.close());
  return isolate;
}

const endless = "for (;;);";
/** The engine asks nobody inside such a call: only the watchdog ends it. */
const stubborn = "return new Array(1e8).join('0123456789').length;";

async function busy(isolate: Isolate): Promise<void> {
  while (isolate.stats().busy === 0) await sleep(2);
}

describe("the pool", () => {
  it("starts no thread before the first call, and a spare one after it", async () => {
    const isolate = open({ workers: 1 });
    expect(isolate.stats()).toMatchObject({ workers: 0, busy: 0, queued: 0 });
    await outputIn(isolate, "return 1;");
    await sleep(0);
    expect(isolate.stats()).toMatchObject({ workers: 2, busy: 0, answered: 1 });
  });

  it("carries out as many calls at once as it has workers", async () => {
    const isolate = open({ workers: 2 });
    const wait = "const end = 40_000_000; let n = 0; while (n < 3_000_000) n++; return n;";
    const calls = Array.from({ length: 6 }, () =>
      outputIn(isolate, wait, { limits: { timeMs: 9000 } }),
    );
    await busy(isolate);
    expect(isolate.stats()).toMatchObject({ busy: 2, queued: 4 });
    expect(await Promise.all(calls)).toEqual(Array.from({ length: 6 }, () => 3_000_000));
    expect(isolate.stats()).toMatchObject({ answered: 6 });
  });

  it("gives each of many calls at once its own answer", async () => {
    const isolate = open({ workers: 2 });
    const numbers = Array.from({ length: 100 }, (_, index) => index);
    const outputs = await Promise.all(
      numbers.map((n) =>
        outputIn(isolate, "return [n, Math.random() >= 0];", {
          variables: { n },
          group: `${n % 3}`,
        }),
      ),
    );
    expect(outputs).toEqual(numbers.map((n) => [n, true]));
  });

  it("ends a thread that does not end itself, and the spare one goes on", async () => {
    const isolate = open();
    await outputIn(isolate, "return 1;");
    const start = performance.now();
    expect(await failureIn(isolate, stubborn, { limits: { timeMs: 50 } })).toMatch(
      /^timeout: .* 50 ms/,
    );
    expect(performance.now() - start).toBeLessThan(50 + 250 + 500);
    expect(await outputIn(isolate, "return 2;")).toBe(2);
    expect(isolate.stats()).toMatchObject({ terminated: 1, workers: 2 });
  });

  it("lets the groups take turns", async () => {
    const isolate = open();
    const wait = "let n = 0; while (n < 2_000_000) n++; return n;";
    const held = ["x", "y"].map((group) => outputIn(isolate, wait, { group }));
    const ended: string[] = [];
    const call = async (group: string): Promise<void> => {
      await outputIn(isolate, "return 1;", { group });
      ended.push(group);
    };
    await Promise.all(["a", "a", "a", "a", "b", "b"].map(call));
    await Promise.all(held);
    // One worker may be ahead of the other by one of each.
    expect(ended.slice(0, 4)).toContain("b");
    expect(ended.slice(4)).toContain("a");
  });

  it("refuses what is too much, to be tried again", async () => {
    const isolate = open({ workers: 1, queueMax: 4 });
    const groups = ["a", "a", "a", "b", "b", "c"];
    const results = await Promise.all(
      groups.map((group) => runIn(isolate, "return 1;", { group })),
    );
    expect(results.map((result) => result.ok)).toEqual([true, true, false, true, true, false]);
    expect(results[2]).toMatchObject({ failure: { code: "server_busy", retryable: true } });
    expect(isolate.stats()).toMatchObject({ queued: 0 });
  });
});

describe("an abort", () => {
  it("before the call starts nothing", async () => {
    const isolate = open();
    const signal = AbortSignal.abort();
    expect(await failureIn(isolate, "return 1;", { signal })).toMatch(/^canceled: /);
    expect(isolate.stats()).toMatchObject({ workers: 0 });
  });

  it("takes a waiting call from the queue", async () => {
    const isolate = open();
    const controller = new AbortController();
    const first = runIn(isolate, endless, { limits: { timeMs: 300 } });
    const second = failureIn(isolate, "return 2;", { signal: controller.signal });
    await busy(isolate);
    expect(isolate.stats().queued).toBe(1);
    controller.abort();
    expect(await second).toMatch(/^canceled: /);
    expect(isolate.stats()).toMatchObject({ queued: 0, busy: 1, terminated: 0 });
    expect(await first).toMatchObject({ failure: { code: "timeout" } });
  });

  it("ends a running call at once, and the next one runs", async () => {
    const isolate = open();
    await outputIn(isolate, "return 1;");
    const controller = new AbortController();
    const call = failureIn(isolate, endless, {
      signal: controller.signal,
      limits: { timeMs: 60_000 },
    });
    await busy(isolate);
    const start = performance.now();
    controller.abort();
    expect(await call).toMatch(/^canceled: /);
    expect(await outputIn(isolate, "return 2;")).toBe(2);
    expect(performance.now() - start).toBeLessThan(2000);
    expect(isolate.stats()).toMatchObject({ terminated: 1 });
  });

  it("of a call that has ended harms nobody", async () => {
    const isolate = open();
    const controller = new AbortController();
    await outputIn(isolate, "return 1;", { signal: controller.signal });
    controller.abort();
    expect(await outputIn(isolate, "return 2;")).toBe(2);
    expect(isolate.stats()).toMatchObject({ terminated: 0 });
  });
});

describe("closing", () => {
  it("may be left out: idle threads hold no process", () => {
    const program = `import { openIsolate } from ${JSON.stringify(new URL("./index.ts", import.meta.url))};
      import { outputIn } from ${JSON.stringify(new URL("./call.suite.ts", import.meta.url))};
      process.stdout.write(String(await outputIn(openIsolate({ workers: 1 }), "return 42;")));`;
    const ended = spawnSync(process.execPath, ["--input-type=module", "--eval", program], {
      encoding: "utf8",
      timeout: 10_000,
    });
    expect(ended).toMatchObject({ status: 0, stdout: "42" });
  });

  it("ends calls that run and calls that wait, and leaves no thread", async () => {
    const isolate = openIsolate({ workers: 1 });
    const limits = { timeMs: 60_000 };
    const calls = [endless, "return 1;", "return 2;"].map((source) =>
      failureIn(isolate, source, { limits }),
    );
    await busy(isolate);
    await isolate.close();
    for (const failure of await Promise.all(calls))
      expect(failure).toMatch(/^canceled: .*stopping/);
    expect(isolate.stats()).toMatchObject({ workers: 0, queued: 0 });
  });

  it("refuses calls and checks that come later", async () => {
    const isolate = openIsolate();
    await isolate.close();
    expect(await failureIn(isolate, "return 1;")).toMatch(/^canceled: /);
    await expect(isolate.check("javascript", "1")).rejects.toMatchObject({
      failure: { code: "canceled" },
    });
    expect(isolate.stats()).toMatchObject({ workers: 0 });
  });

  it("while the first thread is being started leaves none behind", async () => {
    const isolate = openIsolate({ workers: 1 });
    const call = failureIn(isolate, "return 1;");
    await isolate.close();
    expect(await call).toMatch(/^canceled: /);
    await sleep(100);
    expect(isolate.stats()).toMatchObject({ workers: 0, busy: 0 });
  });
});
