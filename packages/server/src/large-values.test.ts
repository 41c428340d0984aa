import {
  type CallInput,
  type Client,
  getRun,
  getRunSummary,
  getRunValue,
  listRuns,
  listStepRuns,
  startRun,
} from "@stepwell/api";
import { describe, expect, it } from "vitest";
import { deploy, endedRun, useTestServer } from "./open-test-server.suite.ts";
import { calculate, failing, manual, output } from "./sample-definitions.suite.ts";

const test = useTestServer();
const text = "x".repeat(400 * 1024);

/** A run of a large event, with a step that gives it on and one that does not. */
async function largeRun(settings: object = {}) {
  const call = await test().client();
  const steps = [
    calculate("small", "1 + 1"),
    calculate("same", "trigger.text"),
    output("{{ steps.same }}"),
  ];
  const { id } = await deploy(call, manual(steps, {}, { settings }));
  const { runId } = await call(startRun, { params: { id }, body: { input: { text } } });
  return endedRun(test(), call, runId);
}

async function calledId(call: Client): Promise<string> {
  const trigger = { type: "call", config: {} };
  const called = manual([failing("{{ trigger.text }}")]);
  return (await deploy(call, { ...called, trigger })).id;
}

type Query = NonNullable<CallInput<typeof getRunValue>["query"]>;

async function readValue(call: Client, id: string, query: Query): Promise<Record<string, unknown>> {
  return { [query.of]: (await call(getRunValue, { params: { id }, query })).value };
}

describe("large values of a run", () => {
  it("are left out with their size, and small ones stay", async () => {
    const run = await largeRun();
    const bytes = JSON.stringify(text).length;
    expect(run).toMatchObject({
      output: null,
      large: { event: JSON.stringify({ text }).length, output: bytes },
      event: { data: null },
    });
    const [small, same] = run.stepRuns;
    expect(small).toMatchObject({ stepId: "small", output: 2 });
    expect(small).not.toHaveProperty("large");
    expect(same).toMatchObject({ stepId: "same", large: { output: bytes } });
    expect(same).not.toHaveProperty("output");
    const call = await test().client();
    const { items } = await call(listStepRuns, { params: { id: run.id }, query: { step: "same" } });
    expect(items).toEqual([same]);
  });

  it("are not in the summary of their run", async () => {
    const { id, number, createdAt, eventId, ...run } = await largeRun();
    const call = await test().client("viewer");
    const summary = await call(getRunSummary, { params: { id } });
    expect(summary).toMatchObject({ id, number, createdAt, eventId, status: run.status });
    expect(JSON.stringify(summary).length).toBeLessThan(1000);
  });

  it("are read one by one", async () => {
    const run = await largeRun();
    const call = await test().client("viewer");
    const read = async (query: Query) =>
      (await call(getRunValue, { params: { id: run.id }, query })).value;
    expect(await read({ of: "event" })).toEqual({ text });
    expect(await read({ of: "output" })).toBe(text);
    expect(await read({ of: "output", path: "same" })).toBe(text);
    expect(await read({ of: "output", path: "small" })).toBe(2);
  });

  it("are its variables too", async () => {
    const call = await test().client();
    const keep = {
      id: "keep",
      type: "variable",
      config: { name: "kept", value: "{{ trigger.text }}" },
    };
    const { id } = await deploy(call, manual([keep, output(1)]));
    const { runId } = await call(startRun, { params: { id }, body: { input: { text } } });
    const run = await endedRun(test(), call, runId);
    expect(JSON.stringify(run).length).toBeLessThan(10_000);
    expect(run).not.toHaveProperty("variables");
    expect(run.large).toMatchObject({ variables: JSON.stringify({ kept: text }).length });
    const params = { id: runId };
    const { value } = await call(getRunValue, { params, query: { of: "variables" } });
    expect(value).toEqual({ kept: text });
  });

  it("are what errors say, of which the beginning stays", async () => {
    const call = await test().client();
    const config = { workflow: await calledId(call), input: { text: "{{ trigger.text }}" } };
    const { id } = await deploy(call, manual([{ id: "ask", type: "call_workflow", config }]));
    const { runId } = await call(startRun, { params: { id }, body: { input: { text } } });
    const run = await endedRun(test(), call, runId);
    const { error } = await readValue(call, runId, { of: "error" });
    const { message } = error as { readonly message: string };
    expect(message).toContain(text);
    const beginning = `${message.slice(0, 1000)}…`;
    expect(run.error).toEqual({ code: "called_run_failed", message: beginning, stepId: "ask" });
    expect(run.large?.error).toBe(JSON.stringify(error).length);
    expect(JSON.stringify(run).length).toBeLessThan(10_000);
    expect(run.stepRuns[0]?.error).toMatchObject({ message: beginning });
    expect(run.stepRuns[0]?.large?.error).toBeGreaterThan(text.length);
    const ofStep = await readValue(call, runId, { of: "error", path: "ask" });
    expect(ofStep).toMatchObject({ error: { message, details: { status: "failed" } } });
  });

  it("are what a run ends with, also in the list of runs", async () => {
    const call = await test().client();
    const { id } = await deploy(call, manual([failing("{{ trigger.text }}")]));
    const { runId } = await call(startRun, { params: { id }, body: { input: { text } } });
    const run = await endedRun(test(), call, runId);
    expect(run).toMatchObject({ message: `${text.slice(0, 1000)}…` });
    expect(run.large).toMatchObject({ message: text.length + 2 });
    expect(await readValue(call, runId, { of: "message" })).toEqual({ message: text });
    const { items } = await call(listRuns, { query: { workflow: id } });
    expect(items[0]?.message).toHaveLength(1001);
  });

  it("are logs", async () => {
    const call = await test().client();
    // Six bytes of JSON each.
    const code = 'console.log("first"); console.log("\\u0001".repeat(60000)); return 1;';
    const loud = { id: "loud", type: "script", config: { code } };
    const { id } = await deploy(call, manual([loud]));
    const { runId } = await call(startRun, { params: { id }, body: { input: {} } });
    const { stepRuns } = await endedRun(test(), call, runId);
    const log = ["first", "\u0001".repeat(60_000)];
    expect(stepRuns[0]).toMatchObject({ output: 1, large: { log: JSON.stringify(log).length } });
    expect(stepRuns[0]).not.toHaveProperty("log");
    expect(await readValue(call, runId, { of: "log", path: "loud" })).toEqual({ log });
  });

  it("of a confidential workflow are not read by a viewer", async () => {
    const run = await largeRun({ confidential: true });
    const call = await test().client("viewer");
    const params = { id: run.id };
    for (const query of [
      { of: "event" },
      { of: "output", path: "same" },
      { of: "log", path: "same" },
    ] as const)
      expect(await call(getRunValue, { params, query })).toEqual({ value: { hidden: true } });
    expect(await call(getRun, { params })).not.toHaveProperty("large");
  });
});
