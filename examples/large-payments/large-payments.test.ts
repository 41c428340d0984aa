import { describe, expect, it } from "vitest";
import { useExample } from "../run-example.suite.ts";

const example = useExample("large-payments/large-payments.flow.json");

describe("the answer to payments", () => {
  it("is a workflow without findings", () => {
    expect(example.workflow.draft.findings).toEqual([]);
  });

  it.each([
    [101, true],
    [100, false],
    [-5, false],
  ])("tells %s from what is large: %s", async (amount, big) => {
    expect(await example.deliver(JSON.stringify({ amount }))).toEqual({
      status: 200,
      body: { ok: true, big },
    });
    expect(await example.lastRun()).toMatchObject({
      status: "succeeded",
      reason: "end_step",
      response: { status: 200, body: { ok: true, big } },
      stepRuns: [
        { path: "large", type: "condition" },
        { path: big ? "large/yes/tell" : "large/no/tell_small", status: "succeeded" },
      ],
    });
  });

  it("takes a missing amount for a small one, and fails for text", async () => {
    expect((await example.deliver("{}")).body).toEqual({ ok: true, big: false });
    expect(await example.deliver('{"amount":"101"}')).toMatchObject({
      status: 500,
      body: { code: "run_failed" },
    });
    expect(await example.lastRun()).toMatchObject({ error: { code: "condition_type_error" } });
  });
});
