import { describe, expect, it } from "vitest";
import { useExample } from "../run-example.suite.ts";

const example = useExample("five-steps/five-steps.flow.json");

describe("the five steps", () => {
  it("are a workflow without findings", () => {
    expect(example.workflow.draft.findings).toEqual([]);
  });

  it("calculate, keep, loop and label", async () => {
    const payment = { amount: 150, currency: "EUR", items: [1, 2] };
    expect(await example.deliver(JSON.stringify(payment))).toEqual({ status: 200, body: "ok" });
    const { status, variables, stepRuns } = await example.lastRun();
    expect({ status, variables }).toEqual({ status: "succeeded", variables: { tax: 300 } });
    expect(stepRuns.map(({ path, output }) => [path, output])).toEqual([
      ["double", 300],
      ["big", "big"],
      ["keep", 300],
      ["each", { iterations: 2, succeeded: 2, failed: 0, skipped: 0, stopped: false }],
      ["each/0/line", 2],
      ["each/1/line", 4],
      ["label", "EUR:300"],
    ]);
  });

  it("need no items", async () => {
    await example.deliver('{"amount":100,"currency":"SEK"}');
    const { stepRuns } = await example.lastRun();
    expect(stepRuns.map(({ output }) => output)).toMatchObject([
      200,
      "small",
      200,
      { iterations: 0 },
      "SEK:200",
    ]);
  });
});
