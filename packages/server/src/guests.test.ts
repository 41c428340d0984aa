import {
  cancelRun,
  type Client,
  checkDefinition,
  createWorkflow,
  getRun,
  getWorkflow,
  publishWorkflow,
  startRun,
} from "@stepwell/api";
import { describe, expect, it } from "vitest";
import { refusal } from "./checked-client.suite.ts";
import { deploy, endedRun, useTestServer } from "./open-test-server.suite.ts";
import { openIsolateLazily } from "./open-isolate.ts";
import { manual, output } from "./sample-definitions.suite.ts";

/* Steps whose code runs in the isolate, in a real server with a real isolate. */

const test = useTestServer();

function script(id: string, code: string, more: object = {}): object {
  return { id, type: "script", config: { code, ...more } };
}

function mathjs(id: string, expression: string): object {
  return { id, type: "calculate", config: { engine: "mathjs", expression } };
}

function jsonata(id: string, source: string, expression: string): object {
  return { id, type: "json_query", config: { engine: "jsonata", source, expression } };
}

const endless = "console.log('off'); for (;;);";

async function started(call: Client, definition: object, input: object = {}): Promise<string> {
  const { id } = await deploy(call, definition);
  const body = { input: input as never };
  const { runId } = await call(startRun, { params: { id }, body });
  return runId ?? "";
}

describe("a workflow of scripts, queries and Math.js", () => {
  const steps = [
    script("double", "console.log('of', list.length); return list.map((n) => n * 2);", {
      arguments: { list: "{{ trigger.list }}" },
    }),
    jsonata("sum", "{{ steps.double }}", "$sum($)"),
    mathjs("root", "sqrt({{ steps.sum }} + {{ steps.double }}[1])"),
  ];

  it.each(["live", "sandbox"])("runs in %s", async (environment) => {
    const call = await test().client("owner", environment);
    const id = await started(call, manual(steps), { list: [2, 4, 10] });
    const run = await endedRun(test(), call, id);
    expect(run).toMatchObject({ status: "succeeded" });
    expect(run.stepRuns).toMatchObject([
      { stepId: "double", output: [4, 8, 20], log: ["of 3"] },
      { stepId: "sum", output: 32 },
      { stepId: "root", output: 6 },
    ]);
  });

  it("answers its caller in a sync workflow", async () => {
    const call = await test().client();
    const sync = manual([...steps, output("{{ steps.root }}")], { mode: "sync" });
    const { id } = await deploy(call, sync);
    const answer = await call(startRun, { params: { id }, body: { input: { list: [2, 4, 10] } } });
    expect(answer).toMatchObject({ status: "succeeded", output: 6 });
  });
});

describe("an endless script", () => {
  it("ends after its time, and meanwhile holds up no request", async () => {
    const call = await test().client();
    const id = await started(call, manual([script("spin", endless, { timeMs: 600 })]));
    const waits: number[] = [];
    let run = await call(getRun, { params: { id } });
    while (run.endedAt === null) {
      const before = performance.now();
      run = await call(getRun, { params: { id } });
      waits.push(performance.now() - before);
    }
    expect(run).toMatchObject({ status: "failed", error: { stepId: "spin", code: "timeout" } });
    expect(run.stepRuns).toMatchObject([{ log: ["off"] }]);
    expect(waits.length).toBeGreaterThan(10);
    expect(Math.max(...waits)).toBeLessThan(1500);
  });

  it("that is in flight when the server stops begins again after the next start", async () => {
    const call = await test().client();
    const id = await started(call, manual([script("spin", endless, { timeMs: 1500 })]));
    await test().restart();
    const after = await test().client();
    const run = await endedRun(test(), after, id);
    expect(run).toMatchObject({ status: "failed", error: { code: "timeout" } });
    expect(run.stepRuns).toMatchObject([{ attempts: 1 }]);
  });
});

describe("beside endless scripts of a workflow", () => {
  it("others are published and run, and the metrics tell", async () => {
    const call = await test().client();
    const spin = await deploy(call, manual([script("spin", endless, { timeMs: 9000 })]));
    const spins: string[] = [];
    for (let time = 0; time < 40; time += 1)
      spins.push(
        (await call(startRun, { params: { id: spin.id }, body: { input: {} } })).runId ?? "",
      );
    const before = performance.now();
    const other = await started(call, manual([script("one", "return 1;")]));
    const run = await endedRun(test(), call, other);
    expect(run).toMatchObject({ status: "succeeded", output: null });
    expect(performance.now() - before).toBeLessThan(4000);
    const text = await (await test().send("/metrics")).text();
    expect(text).toMatch(/stepwell_isolate_calls{kind="run",status="running"} [1-9]/);
    expect(text).toMatch(/stepwell_isolate_calls{kind="run",status="queued"} [1-9]/);
    expect(text).toMatch(
      /stepwell_isolate_calls_ended_total{kind="check",status="answered"} [1-9]/,
    );
    expect(text).toMatch(/stepwell_isolate_calls_ended_total{kind="run",status="terminated"} \d/);
    for (const id of spins) await call(cancelRun, { params: { id } });
  });
});

describe("code that does not compile", () => {
  const broken = manual([
    script("good", "return 1;"),
    script("bad", "const a = 1;\nreturn a +;"),
    jsonata("query", "{{ trigger }}", "$sum("),
    { id: "math", type: "calculate", config: { engine: "mathjs", expression: "({{ now }} + 2" } },
    { id: "inline", type: "calculate", config: { engine: "formula", expression: "1" } },
  ]);
  const found = [
    ["bad", "script_syntax", "steps.1.config.code", 2, 11],
    ["query", "expression_syntax", "steps.2.config.expression", 1, 6],
    ["math", "expression_syntax", "steps.3.config.expression", 1, 15],
  ];

  it("is found by a check, with line and column", async () => {
    const call = await test().client("viewer");
    const { findings } = await call(checkDefinition, { body: { definition: broken as never } });
    expect(findings.map((one) => [one.stepId, one.code, one.path, one.line, one.column])).toEqual(
      found,
    );
    expect(findings[0]).toMatchObject({
      severity: "error",
      message: expect.stringMatching(/\(line 2, column 11\)$/),
    });
  });

  it("can be saved, and is not published", async () => {
    const call = await test().client();
    const { id } = await call(createWorkflow, { body: { definition: broken as never } });
    const problem = await refusal(call(publishWorkflow, { params: { id }, body: {} }));
    expect(problem.code).toBe("definition_has_errors");
    expect(problem.errors?.map(({ path, code }) => [path, code])).toEqual(
      found.map(([, code, path]) => [path, code]),
    );
    expect((await call(getWorkflow, { params: { id } })).latestVersion).toBeNull();
  });

  it("inside of branches is found too; what the checker refuses anyway is told once", async () => {
    const call = await test().client();
    const body = { id: "body", steps: [script("deep", "return )")] };
    const loop = { id: "each", type: "loop", config: { over: [1] }, branches: [body] };
    const definition = manual([loop, script("none", "")]) as never;
    const { findings } = await call(checkDefinition, { body: { definition } });
    expect(findings.map(({ code, path }) => [code, path])).toEqual([
      ["invalid_config", "steps.1.config.code"],
      ["script_syntax", "steps.0.branches.0.steps.0.config.code"],
    ]);
  });
});

describe("the installation's isolate", () => {
  it("that is closed opens no more", async () => {
    const isolate = openIsolateLazily();
    await isolate.close();
    await expect(isolate.check("javascript", "return 1;")).rejects.toMatchObject({
      failure: { code: "canceled" },
    });
  });
});
