import type { JsonObject } from "@stepwell/core";
import { describe, expect, it } from "vitest";
import { useGuestSteps } from "../../guest/guest-step.suite.ts";
import { calculate, findingsOf, findingTexts, start, startedAt } from "../../run-step.suite.ts";
import { script } from "./definition.ts";

const guest = useGuestSteps();

function step(code: string, more: JsonObject = {}): JsonObject {
  return { id: "a", type: "script", config: { code, ...more } };
}

describe("a script", () => {
  it("gives what it returns of its arguments", async () => {
    const code = "return items.map(({ n }) => n * factor);";
    const args = { items: "{{ trigger.items }}", factor: 3 };
    const trigger = { items: [{ n: 1 }, { n: 2 }] };
    expect(await guest.output(step(code, { arguments: args }), { trigger })).toEqual([3, 6]);
  });

  it("gives null where it returns nothing, and awaits what it starts", async () => {
    expect(await guest.output(step("const a = 1;"))).toBeNull();
    expect(await guest.output(step("return await Promise.resolve(7);"))).toBe(7);
  });

  it("can name an argument that does not exist: it is null", async () => {
    const code = "return [missing, inner];";
    const args = { missing: "{{ trigger.nothing }}", inner: { x: "{{ trigger.nothing }}" } };
    expect(await guest.output(step(code, { arguments: args }))).toEqual([null, {}]);
  });

  it("is taken as it is written: neither code nor data is filled in", async () => {
    const code = "const where = '{{ trigger.n }}'; return [where, text];";
    const given = { trigger: { n: 5, text: "{{ trigger.n }}" } };
    const args = { text: "{{ trigger.text }}" };
    expect(await guest.output(step(code, { arguments: args }), given)).toEqual([
      "{{ trigger.n }}",
      "{{ trigger.n }}",
    ]);
  });

  it("logs to the step", async () => {
    const lines: string[] = [];
    const context = { log: (line: string) => lines.push(line) };
    await guest.output(step("console.log('paid', 3); console.warn({ a: 1 });"), { context });
    await guest.failure(step("console.log('before'); throw new Error('no');"), { context });
    expect(lines[0]).toBe("paid 3");
    expect(lines[1]).toContain('"a"');
    expect(lines[2]).toBe("before");
  });

  it("has the start of the step as its clock and the step's key as its seed", async () => {
    const code = "return [Date.now(), Math.random()];";
    const draw = async (context: object) =>
      JSON.stringify(await guest.output(step(code), { context }));
    const first = await draw({});
    expect(first).toContain(String(startedAt));
    expect(await draw({ attempt: 2 })).toBe(first);
    expect(await draw({ idempotencyKey: "run_2:step" })).not.toBe(first);
  });
});

describe("a script that goes wrong", () => {
  it.each([
    ["throw new Error('no stock');", /^script_error: Error: no stock \(line 1, column \d+\)$/],
    ["const a = 1;\nreturn b;", /^script_error: ReferenceError: b is not defined \(line 2/],
    ["return +;", /^syntax_error: .*\(line 1, column \d+\)$/],
    ["return () => 1;", /^script_error: /],
    ["return require('fs');", /^script_error: ReferenceError/],
  ])("%j fails and says where", async (code, failure) => {
    expect(await guest.failure(step(code))).toMatch(failure);
  });

  it("is ended after its own time, where that is less than the environment's", async () => {
    expect(await guest.failure(step("for (;;);", { timeMs: 60 }))).toBe(
      "timeout: The script ran longer than 60 ms, the timeMs of its step.",
    );
  });

  it("is ended after the environment's time, whatever the step says", async () => {
    const limits = { scriptTimeMs: 70 };
    expect(await guest.failure(step("for (;;);", { timeMs: 5000 }), { limits })).toMatch(
      /^timeout: The script ran longer than 70 ms\. The limit scriptTimeMs \(70\)/,
    );
  });

  it("is held to the memory and the output of the environment", async () => {
    const memory = { limits: { scriptMemoryBytesMax: 2 ** 24 } };
    const hungry = "const all = []; for (;;) all.push(new Array(1000).fill(1));";
    expect(await guest.failure(step(hungry), memory)).toMatch(
      /^limit_reached: .*scriptMemoryBytesMax \(16777216\)/,
    );
    const output = { limits: { stepOutputBytesMax: 100 } };
    expect(await guest.failure(step("return 'x'.repeat(99);"), output)).toMatch(
      /^limit_reached: .*stepOutputBytesMax \(100\)/,
    );
  });

  it("is given up when its run is", async () => {
    const abort = new AbortController();
    const failure = guest.failure(step("for (;;);"), { context: { signal: abort.signal } });
    setTimeout(() => abort.abort(), 30);
    expect(await failure).toMatch(/^canceled: /);
  });
});

describe("the checker of scripts", () => {
  it.each([
    [{}, "code"],
    [{ code: "" }, "code"],
    [{ code: "return 1;", timeMs: 0 }, "timeMs"],
    [{ code: "return 1;", timeMs: 1.5 }, "timeMs"],
    [{ code: "return 1;", arguments: { "a-b": 1 } }, "arguments.a-b"],
    [{ code: "return 1;", arguments: { return: 1 } }, "arguments.return"],
    [{ code: "return 1;", arguments: { a: "{{ nope }}" } }, "arguments.a"],
    [
      {
        code: "return 1;",
        arguments: Object.fromEntries([...Array(101).keys()].map((n) => [`a${n}`, n])),
      },
      "arguments",
    ],
    [{ code: "return 1;", console: true }, ""],
  ])("refuses %j", (config, path) => {
    const result = script.compile(config);
    expect(result.ok ? [] : result.issues.map((issue) => issue.path.join("."))).toEqual([path]);
  });

  it("knows the variables of the arguments, and lets scripts into sync workflows", () => {
    const steps = [step("return a;", { arguments: { a: "{{ steps.nobody }}" } })];
    expect(findingTexts({ steps })).toEqual(["error unknown_step at steps.0.config.arguments.a"]);
    const settings = { mode: "sync" };
    expect(findingTexts({ steps: [step("return 1;")], settings })).toEqual([]);
  });

  it("knows the type of an output that has a sample", () => {
    const typed = step("return { name: 'x' };", { outputSample: { name: "Ada" } });
    const steps = [typed, calculate("b", "steps.a.nme"), calculate("c", "steps.a.name * 2")];
    expect(findingsOf({ steps })).toMatchObject([
      { code: "unknown_field", stepId: "b" },
      { code: "type_mismatch", stepId: "c" },
    ]);
    expect(findingsOf({ steps: [step("return 1;"), calculate("b", "steps.a.nme * 2")] })).toEqual(
      [],
    );
  });

  it("leaves the sample out of what history shows", () => {
    const steps = [step("return x;", { arguments: { x: 1 }, outputSample: 5 })];
    const [stepRun] = start({ steps }).stepRuns();
    expect(stepRun?.input).toEqual({ arguments: { x: 1 }, code: "return x;" });
  });
});
