import {
  type CallInput,
  getRun,
  getRunSummary,
  getRunValue,
  listStepRuns,
  startRun,
} from "@stepwell/api";
import { describe, expect, it } from "vitest";
import { deploy, endedRun, useTestServer } from "./open-test-server.suite.ts";
import { calculate, manual, output } from "./sample-definitions.suite.ts";

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
    const read = async (query: NonNullable<CallInput<typeof getRunValue>["query"]>) =>
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

  it("of a confidential workflow are not read by a viewer", async () => {
    const run = await largeRun({ confidential: true });
    const call = await test().client("viewer");
    const params = { id: run.id };
    for (const query of [{ of: "event" }, { of: "output", path: "same" }] as const)
      expect(await call(getRunValue, { params, query })).toEqual({ value: { hidden: true } });
    expect(await call(getRun, { params })).not.toHaveProperty("large");
  });
});
