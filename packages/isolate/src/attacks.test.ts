import type { Json } from "@stepwell/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { attacks } from "./attacks.suite.ts";
import { outputIn, runIn } from "./call.suite.ts";
import { openIsolate } from "./isolate.ts";

/*
 * Every attack ends in time, harms nothing, and the next call in the same thread sees nothing of it.
 * `gapMaxMs` is the longest silence of a heartbeat of 10 ms in the main thread.
 */

const timeMs = 250;
/** For what must end by itself, before its time. */
const ampleTimeMs = 5000;
const graceMs = 250;
/** For the two processors that the tests share with others. */
const marginMs = 1000;
const gapAllowedMs = 500;
const memoryAllowedBytes = 300 * 1024 * 1024;

const isolate = openIsolate({ workers: 1 });
const heartbeat = { last: 0, gapMaxMs: 0, memoryMax: 0 };
let timer: NodeJS.Timeout | undefined;
let memoryAtStart = 0;

beforeAll(async () => {
  await outputIn(isolate, "return 1");
  memoryAtStart = process.memoryUsage.rss();
  heartbeat.last = performance.now();
  timer = setInterval(() => {
    const now = performance.now();
    heartbeat.gapMaxMs = Math.max(heartbeat.gapMaxMs, now - heartbeat.last);
    heartbeat.last = now;
    heartbeat.memoryMax = Math.max(heartbeat.memoryMax, process.memoryUsage.rss());
  }, 10);
});

afterAll(async () => {
  clearInterval(timer);
  await isolate.close();
});

/** What a script can see of the world before it does anything itself. */
const look = `return {
  globals: Reflect.ownKeys(globalThis).map(String),
  ofObjects: Reflect.ownKeys(Object.prototype).map(String),
  ofLists: Reflect.ownKeys(Array.prototype).map(String),
  text: JSON.stringify([1]) + [1, 2].map((one) => one * 2) + "abc".slice(1),
  random: Math.random(),
};`;

describe("hostile scripts", () => {
  it("are of at least 38 kinds", () => {
    expect(new Set(attacks.map(({ source }) => source)).size).toBeGreaterThanOrEqual(38);
  });

  it.each(attacks)("$name: contained", async ({ source, ends, output }) => {
    const before = await outputIn(isolate, look);
    heartbeat.gapMaxMs = 0;
    const allowedMs = ends?.includes("timeout") ? timeMs : ampleTimeMs;
    const start = performance.now();
    const result = await runIn(isolate, source, { limits: { timeMs: allowedMs } });
    expect(performance.now() - start).toBeLessThan(allowedMs + graceMs + marginMs);
    if (output === undefined) expect(ends).toContain(result.ok ? "success" : result.failure.code);
    else expect(result).toMatchObject({ ok: true, output });
    expect(heartbeat.gapMaxMs).toBeLessThan(gapAllowedMs);
    expect(await outputIn(isolate, look)).toEqual(before);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it("take no more memory than their limit and what waits to be collected", () => {
    expect(heartbeat.memoryMax - memoryAtStart).toBeLessThan(memoryAllowedBytes);
  });
});

describe("hostile expressions", () => {
  let deep: Json = 1;
  for (let level = 0; level < 60; level += 1) deep = [deep];
  const list = Array.from({ length: 1000 }, (_, index) => index);
  const data = { text: "a".repeat(60), list, deep };

  it.each([
    ["jsonata", "a recursion", "($f := function($x) { $f($x + 1) + 1 }; $f(1))"],
    ["jsonata", "a loop by tail calls", "($f := function($x) { $f($x + 1) }; $f(1))"],
    ["jsonata", "a pattern that backtracks", "$match(text & '!', /^(a+)+$/)"],
    ["jsonata", "a huge range", "$sum([1..10000000])"],
    [
      "jsonata",
      "a product of lists",
      "$count(list.($a := $; $$.list.($b := $; $$.list.($a + $b))))",
    ],
    ["jsonpath", "a pattern that backtracks", "$[?match(@, '(a|aa)+b')]"],
    ["jsonpath", "nested recursive descent", `$${"..*".repeat(12)}`],
    ["jsonpath", "deep nesting", `$[?${"(".repeat(100_000)}@.a${")".repeat(100_000)}]`],
    ["jmespath", "deep nesting", `${"[".repeat(100_000)}a${"]".repeat(100_000)}`],
    ["jmespath", "a product of lists", `list[*].${"[@,@,@,@,@,@,@,@][].".repeat(9)}[@]`],
    ["mathjs", "a huge matrix", "ones(3000, 3000)"],
    ["mathjs", "a huge range", "sum(1:100000000)"],
    ["mathjs", "a recursion", "f(x) = f(x + 1) + 1; f(1)"],
    ["mathjs", "a huge factorial", "bignumber(100000)!"],
  ] as const)("%s: %s is contained", async (language, _, source) => {
    const start = performance.now();
    // The first call of a language loads its library, which is not the guest's time.
    await outputIn(isolate, language === "jsonpath" ? "$" : "1", { language, data: [] }).catch(
      () => undefined,
    );
    const result = await runIn(isolate, source, { language, data, limits: { timeMs } });
    expect(result.ok ? JSON.stringify(result.output).slice(0, 100) : "failed").toBe("failed");
    expect(performance.now() - start).toBeLessThan(timeMs + graceMs + marginMs + 2000);
  });

  it.each([
    ["mathjs", "import({ pi: 3 }, { override: true })", "pi > 3.1"],
    ["mathjs", "createUnit('furlong')", "1 + 1 > 1"],
    ["mathjs", "config({ number: 'BigNumber' })", "1 + 1 > 1"],
  ] as const)("%s: what %s changes is gone in the next call", async (language, source, next) => {
    await runIn(isolate, source, { language });
    expect(await outputIn(isolate, next, { language })).toBe(true);
  });

  it.each([
    ["jsonata", '$constructor("return 1")()'],
    ["jsonata", '"".constructor.constructor("return typeof process")()'],
    ["jsonata", "$toString.constructor"],
    ["jmespath", "constructor.constructor"],
    ["jsonpath", "$.constructor.constructor"],
    ["mathjs", 'cos.constructor("return 1")()'],
    ["mathjs", '"a".constructor'],
  ] as const)("%s: %s reaches no constructor", async (language, source) => {
    const result = await runIn(isolate, source, { language, data: {} });
    if (result.ok) expect([null, []]).toContainEqual(result.output);
    else expect(result.failure.code).toMatch(/^(script|syntax)_error$/);
  });
});
