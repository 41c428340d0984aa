import * as fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { failureIn, outputIn, runIn, testLimits } from "./call.suite.ts";
import { openIsolate } from "./isolate.ts";

const isolate = openIsolate({ workers: 2 });
afterAll(() => isolate.close());

describe("a script", () => {
  it("returns a value made of its variables", async () => {
    const variables = { order: { amount: 20 }, rate: 0.5 };
    const source = "const total = order.amount * rate;\nreturn { total };";
    expect(await outputIn(isolate, source, { variables })).toEqual({ total: 10 });
  });

  it("may await promises that settle", async () => {
    const source = "const one = await Promise.all([1, Promise.resolve(2)]);\nreturn one;";
    expect(await outputIn(isolate, source)).toEqual([1, 2]);
  });

  it("that awaits what nothing settles fails at once", async () => {
    expect(await failureIn(isolate, "await new Promise(() => {});")).toMatch(
      /^script_error: .*awaits a promise that nothing settles/,
    );
  });

  it.each([
    ["nothing", "", null],
    ["undefined", "return undefined;", null],
    ["a Date", "return { at: new Date(0) };", { at: "1970-01-01T00:00:00.000Z" }],
    ["a Date that is none", "return [new Date(NaN)];", [null]],
    ["NaN and infinities", "return [NaN, Infinity, -Infinity];", [null, null, null]],
    ["undefined inside", "return { a: undefined, b: [undefined] };", { b: [null] }],
    ["an object with toJSON", "return { toJSON: () => 5 };", 5],
    ["exact numbers", "return [0.1 + 0.2, 2 ** 53, 5e-324];", [0.1 + 0.2, 2 ** 53, 5e-324]],
  ])("may return %s", async (_, source, output) => {
    expect(await outputIn(isolate, source)).toEqual(output);
  });

  it.each([
    ["a function", "return () => 1;", /the result has a function: it must be plain JSON/],
    ["a function inside", "return { a: { b() {} } };", /the result has a function under "b"/],
    ["a symbol", "return [Symbol('x')];", /the result has a symbol under "0"/],
    ["a BigInt", "return { n: 10n };", /the result has a bigint under "n"/],
    ["a Map", "return { m: new Map() };", /the result has a Map under "m": return plain objects/],
    ["a cycle", "const a = {}; a.a = a; return a;", /circular reference/],
  ])("may not return %s", async (_, source, message) => {
    expect(await failureIn(isolate, source)).toMatch(message);
  });

  it("has copies: a call changes nothing for its caller or the next call", async () => {
    const variables = { list: [1, 2] };
    const source = "list.push(3); return list;";
    expect(await outputIn(isolate, source, { variables })).toEqual([1, 2, 3]);
    expect(await outputIn(isolate, source, { variables })).toEqual([1, 2, 3]);
    expect(variables).toEqual({ list: [1, 2] });
  });

  it("sees its variables as constants, and may shadow them", async () => {
    const variables = { a: 1, undefined: 7 };
    expect(await failureIn(isolate, "a = 2;", { variables })).toMatch(/'a' is read-only/);
    expect(await outputIn(isolate, "const a = 2; return a;", { variables })).toBe(2);
  });

  it.each(["with space", "a-b", "class", "1a", "", "a,b} = {}; //", "__proto__.x"])(
    "cannot name the variable %j",
    async (name) => {
      const variables = { [name]: 1 };
      expect(await failureIn(isolate, "return 1;", { variables })).toMatch(
        /^invalid_input: .*name/,
      );
    },
  );

  it("has nothing but the language: no modules, timers, network or clock of the machine", async () => {
    const names = "require process fetch setTimeout setInterval performance Buffer";
    const source = `return "${names}".split(" ").filter((name) => name in globalThis);`;
    expect(await outputIn(isolate, source)).toEqual([]);
  });

  it("has a clock that stands where the caller set it, in UTC", async () => {
    const now = Date.UTC(2030, 5, 1, 12);
    const source =
      "const a = Date.now(); for (let i = 0; i < 1e5; i++); return [a, Date.now(), new Date().getHours()];";
    expect(await outputIn(isolate, source, { now })).toEqual([now, now, 12]);
  });
});

describe("randomness", () => {
  const source = "return [Math.random(), Math.random(), Date.now()];";

  it("is the same for the same seed and another for another", async () => {
    const outputs = await Promise.all(
      ["a", "a", "b"].map((seed) => outputIn(isolate, source, { seed })),
    );
    expect(outputs[0]).toEqual(outputs[1]);
    expect(outputs[0]).not.toEqual(outputs[2]);
  });

  it("fills the interval from 0 to 1 evenly", async () => {
    const count =
      "const n = Array(10).fill(0); for (let i = 0; i < 10000; i++) n[Math.floor(Math.random() * 10)]++; return n;";
    const counts = (await outputIn(isolate, count)) as readonly number[];
    expect(counts).toHaveLength(10);
    for (const one of counts) expect(Math.abs(one - 1000)).toBeLessThan(150);
  });
});

describe("JSON through the isolate", () => {
  it("comes back as it went in, whatever text and numbers it holds", async () => {
    const keyless = (text: string): boolean => !text.includes("__proto__");
    const values = fc.jsonValue({ maxDepth: 4, stringUnit: "binary" });
    await fc.assert(
      fc.asyncProperty(
        values.filter((value) => keyless(JSON.stringify(value))),
        async (value) => {
          const given = JSON.parse(JSON.stringify(value)) as never;
          expect(await outputIn(isolate, "return given;", { variables: { given } })).toEqual(given);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("keeps text of all alphabets, zero characters and halves of pairs", async () => {
    const given = "zażółć 漢字 🚀 \u0000 \ud800 \u2028";
    const source =
      "return [given, '🚀'.length, given === `zażółć 漢字 🚀 \\u0000 \\ud800 \\u2028`];";
    expect(await outputIn(isolate, source, { variables: { given } })).toEqual([given, 2, true]);
  });

  it("takes a megabyte in and gives it back", async () => {
    const list = Array.from({ length: 10_000 }, (_, id) => ({ id, text: "x".repeat(70) }));
    const source = "return list.filter(({ id }) => id % 2 === 0);";
    const limits = { outputBytesMax: 2 * 1024 * 1024, timeMs: 5000 };
    const output = await outputIn(isolate, source, { variables: { list }, limits });
    expect(output).toEqual(list.filter(({ id }) => id % 2 === 0));
  });

  it("counts the result in bytes", async () => {
    const source = "return '€'.repeat(100);";
    const within = { limits: { outputBytesMax: 302 } };
    expect(await outputIn(isolate, source, within)).toHaveLength(100);
    expect(await failureIn(isolate, source, { limits: { outputBytesMax: 301 } })).toMatch(
      /^limit_reached: The limit stepOutputBytesMax \(301\) is reached/,
    );
  });
});

describe("a script that fails", () => {
  it.each([
    ["const a = 1;\nfoo();", "script_error: ReferenceError: foo is not defined (line 2, column 1)"],
    ["throw new Error('no stock');", "script_error: Error: no stock (line 1, column 11)"],
    [
      "\nconst a = ;",
      "syntax_error: SyntaxError: unexpected token in expression: ';' (line 2, column 11)",
    ],
    ["throw 'only text';", "script_error: The script threw only text"],
    [
      "throw { get message() { throw 1; } };",
      "script_error: The script threw an error that cannot be read",
    ],
    ["return JSON.parse('{');", /^script_error: SyntaxError: .*line 1, column \d+\)$/],
    ["return import('x');", /^script_error: .*could not load module 'x'/],
    ["if (true) {", /^syntax_error: .*\(line 1, column 12\)$/],
  ])("%j tells what and where", async (source, message) => {
    const failure = await failureIn(isolate, source);
    if (typeof message === "string") expect(failure).toBe(message);
    else expect(failure).toMatch(message);
  });

  it("has the place as details too", async () => {
    const result = await runIn(isolate, "\n  foo();");
    expect(result).toMatchObject({
      failure: { details: { line: 2, column: 3 }, retryable: false },
    });
  });

  it("in time says how long it may take", async () => {
    expect(await failureIn(isolate, "for (;;);", { limits: { timeMs: 60 } })).toMatch(
      /^timeout: The script ran longer than 60 ms\. The limit scriptTimeMs \(60\)/,
    );
  });

  it("in memory says how much it may take", async () => {
    const limits = { memoryBytesMax: 4 * 1024 * 1024 };
    expect(await failureIn(isolate, "return 'x'.repeat(1e7);", { limits })).toMatch(
      /^limit_reached: The limit scriptMemoryBytesMax \(4194304\)/,
    );
    expect(await outputIn(isolate, "return 'x'.repeat(1e7).length;")).toBe(1e7);
  });
});

describe("the log", () => {
  it("keeps what the script writes, on all levels, in order", async () => {
    const source =
      "console.log('a', 1, { b: [null] }); console.warn(new TypeError('x')); console.debug(undefined, 5n);";
    const result = await runIn(isolate, source);
    expect(result.log).toEqual(['a 1 {"b":[null]}', "TypeError: x", "undefined 5"]);
  });

  it("is kept of scripts that fail, also of those that never end", async () => {
    const failed = await runIn(isolate, "console.log('before'); throw new Error('x');");
    expect(failed.log).toEqual(["before"]);
    const source = "console.log('before'); for (;;);";
    const endless = await runIn(isolate, source, { limits: { timeMs: 60 } });
    expect(endless).toMatchObject({ ok: false, log: ["before"] });
  });

  it("is cut at its limit, and says so", async () => {
    const source = "for (let i = 0; i < 1000; i++) console.log('x'.repeat(30)); return 1;";
    const { log } = await runIn(isolate, source, { limits: { logCharactersMax: 100 } });
    expect(log.slice(0, 3)).toEqual(Array.from({ length: 3 }, () => "x".repeat(30)));
    expect(log.at(-1)).toBe("(the log is cut here: its limit is reached)");
    expect(log.join("").length).toBeLessThan(100 + 50);
  });

  it("never reads a line that is longer than the limit", async () => {
    const { log } = await runIn(isolate, "console.log('x'.repeat(1e6)); return 1;");
    expect(log[0]).toHaveLength(testLimits.logCharactersMax);
  });

  it("is not harmed by what cannot be shown", async () => {
    const source = `const cycle = {}; cycle.cycle = cycle;
      console.log(cycle, { toJSON() { throw 1; } }, null, () => 1, Symbol("s"));`;
    const { log } = await runIn(isolate, source);
    expect(log).toHaveLength(1);
    expect(log[0]).toMatch(/^\[an object that is not JSON\] .* null \(\) => 1 Symbol\(s\)$/);
  });
});
