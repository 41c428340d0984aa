import {
  type Client,
  createWorkflow,
  deleteWorkflow,
  forgetSample,
  getWorkflow,
  keepRunSamples,
  keepSample,
  listSamples,
  listVariables,
  replaceDraft,
  startRun,
  testWorkflow,
} from "@stepwell/api";
import { describe, expect, it } from "vitest";
import { refusal } from "./checked-client.suite.ts";
import { deploy, endedRun, useTestServer } from "./open-test-server.suite.ts";
import { calculate, manual, output, post } from "./sample-definitions.suite.ts";
import { type KeptSample, withRoomFor } from "./samples.ts";

const test = useTestServer();

const steps = [calculate("rate", "trigger.n * 2"), post("tell", "http://127.0.0.1:9/"), output(1)];

async function draft(definition: object = manual(steps)) {
  const call = await test().client("builder");
  const { id } = await call(createWorkflow, { body: { definition: definition as never } });
  return { call, id, params: { id } };
}

const keep = (call: Client, id: string, place: string, value: unknown) =>
  call(keepSample, { params: { id, place }, body: { value: value as never } });

async function valuesOf(call: Client, id: string): Promise<Record<string, unknown>> {
  const { items } = await call(listSamples, { params: { id } });
  return Object.fromEntries(items.map(({ place, value }) => [place, value]));
}

async function runOf(call: Client, definition: object, input: object) {
  const { id } = await deploy(call, definition);
  const { runId } = await call(startRun, { params: { id }, body: { input: input as never } });
  await endedRun(test(), call, runId);
  return { id, runId };
}

const loop = {
  id: "each",
  type: "loop",
  config: { over: "{{ trigger.items }}" },
  branches: [{ id: "body", steps: [calculate("line", "scopes.each.item * 2")] }],
};

describe("the room of samples", () => {
  const sample = (value: unknown): KeptSample => ({
    value: value as never,
    keptAt: 0,
    runId: null,
    type: "calculate",
  });

  it("is measured once for each, however many there are", () => {
    let measured = 0;
    const counted = () => ({ toJSON: () => ((measured += 1), "x") });
    const many = new Map(
      Array.from({ length: 300 }, (_, index) => [`s${index}`, sample(counted())]),
    );
    const { samples, leftOut } = withRoomFor(new Map(), many);
    expect([samples.size, leftOut.length, measured]).toEqual([300, 0, 300]);
  });

  it("is that of what is replaced, too", () => {
    const large = "x".repeat(250 * 1024);
    const full = new Map([1, 2, 3, 4].map((n) => [`s${n}`, sample(large)]));
    const added = new Map([
      ["s1", sample("y".repeat(250 * 1024))],
      ["s5", sample(large)],
    ]);
    const { samples, leftOut } = withRoomFor(full, added);
    expect(samples.get("s1")).toBe(added.get("s1"));
    expect(leftOut).toEqual(["s5"]);
  });
});

describe("samples of a draft", () => {
  it("stand in for steps of what is tried only where these have the same type", async () => {
    const { call, id, params } = await draft();
    await keep(call, id, "tell", { status: 200, body: "old" });
    const tried = (step: object) =>
      call(testWorkflow, {
        params,
        body: {
          definition: manual([step, output("{{ steps.tell }}")]) as never,
          useSamples: true,
        },
      });
    expect((await tried(calculate("tell", "5"))).output).toBe(5);
    const same = await tried(post("tell", "http://127.0.0.1:9/other"));
    expect(same.output).toEqual({ status: 200, body: "old" });
  });

  it("are kept, replaced, told and forgotten, also over a restart", async () => {
    const { call, id, params } = await draft();
    expect(await valuesOf(call, id)).toEqual({});
    await keep(call, id, "$trigger", { n: 3 });
    const kept = await keep(call, id, "tell", { status: 200 });
    expect(kept).toMatchObject({ place: "tell", runId: null });
    await keep(call, id, "tell", null);
    await test().restart();
    const again = await test().client("builder");
    expect(await valuesOf(again, id)).toEqual({ $trigger: { n: 3 }, tell: null });
    await again(forgetSample, { params: { ...params, place: "tell" } });
    expect(await valuesOf(again, id)).toEqual({ $trigger: { n: 3 } });
  });

  it("are the values of variables, and name fields below what has no type", async () => {
    const { call, id, params } = await draft();
    await keep(call, id, "$trigger", { n: 3 });
    await keep(call, id, "tell", { status: 200, headers: {}, body: { order: { id: "o_1" } } });
    const { items } = await call(listVariables, { params, query: {} });
    const told = JSON.stringify(items);
    expect(told).toContain('"path":"steps.tell.body.order.id"');
    expect(told).toContain('"sample":"o_1"');
    expect(items.find(({ path }) => path === "trigger")?.children).toMatchObject([
      { path: "trigger.n", sample: 3 },
    ]);
  });

  it("do not count where the step is of another type by now", async () => {
    const { call, id, params } = await draft();
    await keep(call, id, "rate", 6);
    const definition = manual([{ ...post("rate", "http://127.0.0.1:9/") }]) as never;
    await call(replaceDraft, { params, body: { definition, revision: 1 } });
    expect(await valuesOf(call, id)).toEqual({});
  });

  it("are limited in size, one by one and together", async () => {
    const { call, id } = await draft();
    const large = "x".repeat(257 * 1024);
    expect(await refusal(keep(call, id, "tell", large))).toMatchObject({
      code: "limit_reached",
      detail: expect.stringContaining("256 KB") as string,
    });
    const fitting = "x".repeat(250 * 1024);
    const many = ["a", "b", "c", "d", "e"].map((name) => calculate(name, "1"));
    const other = await draft(manual(many));
    for (const name of ["a", "b", "c", "d"]) await keep(call, other.id, name, fitting);
    await keep(call, other.id, "d", fitting);
    expect(await refusal(keep(call, other.id, "e", fitting))).toMatchObject({
      code: "limit_reached",
    });
  });

  it("go with their workflow", async () => {
    const { id, params } = await draft();
    const call = await test().client();
    await keep(call, id, "rate", 6);
    await call(deleteWorkflow, { params });
    expect(await test().environment().store.setting(`samples.${id}`)).toBeUndefined();
  });
});

describe("samples of a run", () => {
  it("are its event, and of each step the first output", async () => {
    const call = await test().client();
    const { id, runId } = await runOf(call, manual([loop, calculate("rate", "5")]), {
      items: [4, 9],
    });
    await keep(call, id, "rate", 1);
    const { items, leftOut } = await call(keepRunSamples, { params: { id }, body: { runId } });
    expect(leftOut).toEqual([]);
    expect(items.every((item) => item.runId === runId)).toBe(true);
    expect(await valuesOf(call, id)).toMatchObject({
      $trigger: { items: [4, 9] },
      line: 8,
      rate: 5,
    });
  });

  it("say what was too large to be kept", async () => {
    const call = await test().client();
    const text = "x".repeat(300 * 1024);
    const { id, runId } = await runOf(call, manual([calculate("one", "1")]), { text });
    const { items, leftOut } = await call(keepRunSamples, { params: { id }, body: { runId } });
    expect([items.map(({ place }) => place), leftOut]).toEqual([["one"], ["$trigger"]]);
  });

  it("are values of variables without being kept, where a run is asked for", async () => {
    const call = await test().client();
    const { id, runId } = await runOf(call, manual([calculate("rate", "trigger.n * 2")]), { n: 7 });
    await call(startRun, { params: { id }, body: { input: { n: 1 } } });
    await keep(call, id, "rate", 0);
    const { items } = await call(listVariables, { params: { id }, query: { run: runId } });
    expect(items.find(({ path }) => path === "steps.rate")).toMatchObject({ sample: 14 });
    const other = await draft();
    const query = { run: runId };
    expect(await refusal(call(listVariables, { ...other, query }))).toMatchObject({
      code: "not_found",
    });
    expect(await valuesOf(call, id)).toEqual({ rate: 0 });
  });
});

describe("samples of a confidential workflow", () => {
  const confidential = {
    ...manual([calculate("one", "trigger.n")]),
    settings: { confidential: true },
  };

  it("are refused, and those from before are gone", async () => {
    const { call, id, params } = await draft(manual([calculate("one", "trigger.n")]));
    await keep(call, id, "one", "s3cr3t");
    const { draft: before } = await call(getWorkflow, { params });
    const body = { definition: confidential as never, revision: before.revision };
    const { draft: after } = await call(replaceDraft, { params, body });
    expect(await valuesOf(call, id)).toEqual({});
    expect(await refusal(keep(call, id, "one", 1))).toMatchObject({
      code: "workflow_confidential",
    });
    const open = { definition: before.definition as never, revision: after.revision };
    await call(replaceDraft, { params, body: open });
    expect(await valuesOf(call, id)).toEqual({});
  });

  it("are not taken from a run either, nor shown", async () => {
    const call = await test().client();
    const { id, runId } = await runOf(call, confidential, { n: "s3cr3t" });
    const { draft: before } = await call(getWorkflow, { params: { id } });
    const definition = { ...confidential, settings: {} } as never;
    await call(replaceDraft, { params: { id }, body: { definition, revision: before.revision } });
    const taken = call(keepRunSamples, { params: { id }, body: { runId } });
    expect(await refusal(taken)).toMatchObject({ code: "workflow_confidential" });
    const shown = await call(listVariables, { params: { id }, query: { run: runId } });
    expect(JSON.stringify(shown)).not.toContain("s3cr3t");
  });
});

describe("a test run", () => {
  const definition = manual([post("tell", "http://127.0.0.1:9/"), output("{{ steps.tell.body }}")]);

  it("takes kept samples in place of steps where it is told to, but not of what is allowed", async () => {
    const { call, id, params } = await draft(definition);
    await keep(call, id, "tell", { status: 200, headers: {}, body: "kept" });
    const trial = (body: object) => call(testWorkflow, { params, body });
    expect(await trial({ useSamples: true })).toMatchObject({ output: "kept", effects: [] });
    const plain = await trial({});
    expect(plain.output).not.toBe("kept");
    expect(plain.effects).toHaveLength(1);
    const allowed = await trial({ useSamples: true, allow: ["tell"] });
    expect(allowed).toMatchObject({ status: "failed", effects: [{ source: "performed" }] });
  });

  it("ends after the step that it is to end after", async () => {
    const { call, params } = await draft(
      manual([calculate("a", "1"), calculate("b", "2"), output(3)]),
    );
    const trial = await call(testWorkflow, { params, body: { until: "b" } });
    expect(trial.stepRuns.map(({ stepId }) => stepId)).toEqual(["a", "b"]);
    expect(trial).toMatchObject({ status: "succeeded", output: null });
    const none = call(testWorkflow, { params, body: { until: "c" } });
    expect(await refusal(none)).toMatchObject({ code: "invalid_input" });
  });

  it("is the only one that knows of samples: runs do not", async () => {
    const call = await test().client();
    const { id } = await deploy(call, manual([calculate("rate", "2"), output("{{ steps.rate }}")]));
    await keep(call, id, "rate", 99);
    const { runId } = await call(startRun, { params: { id }, body: {} });
    expect((await endedRun(test(), call, runId)).output).toBe(2);
  });
});
