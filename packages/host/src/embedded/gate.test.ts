import { type ActionRunner, defaultLimits, type PerformDebt, StepError } from "@stepwell/core";
import { describe, expect, it } from "vitest";
import { perform } from "./gate.ts";

const live = {
  run: { identity: { id: "run_1" } },
  base: { workflowId: "wf_1" },
} as unknown as Parameters<typeof perform>[1];

const debt = {
  step: { type: "act" },
  path: "each/3/act",
  attempt: 2,
  request: { amount: 5 },
} as unknown as PerformDebt;

function performWith(runner: ActionRunner, stepOutputBytesMax = 100) {
  const parts = {
    runners: new Map([["act", runner]]),
    environment: "live",
    limits: () => ({ ...defaultLimits, stepOutputBytesMax }),
    causesOf: () => "chain",
  };
  return perform(parts, live, debt, new AbortController().signal);
}

describe("the gate", () => {
  it("gives an action its key, attempt, request and causes", async () => {
    const seen: unknown[] = [];
    await performWith(async ({ idempotencyKey, attempt, environment, causes }, request) => {
      seen.push(idempotencyKey, attempt, environment, causes, request);
      return null;
    });
    expect(seen).toEqual(["run_1:each/3/act", 2, "live", "chain", { amount: 5 }]);
  });

  it("lets an output of just the limit through and fails a larger one, naming the limit", async () => {
    const text = async (length: number) => performWith(async () => "x".repeat(length), 12);
    expect((await text(10)).outcome).toEqual({ ok: true, output: "xxxxxxxxxx" });
    const { outcome } = await text(11);
    expect(outcome).toMatchObject({ ok: false, failure: { code: "limit_reached" } });
    expect(JSON.stringify(outcome)).toContain("stepOutputBytesMax");
  });

  it("keeps a step's own failure, and calls anything else internal", async () => {
    const refused = new StepError({ code: "http_status", message: "no", retryable: true });
    const own = await performWith(() => Promise.reject(refused));
    expect(own.outcome).toEqual({ ok: false, failure: refused.failure });
    const bug = await performWith(() => Promise.reject(new TypeError("x is undefined")));
    expect(bug.outcome).toMatchObject({ ok: false, failure: { code: "internal" } });
  });

  it("keeps what the action logged, up to a bound", async () => {
    const { log } = await performWith(async (context) => {
      context.log("first");
      context.log("y".repeat(200_000));
      context.log("never seen");
      return null;
    });
    expect(log[0]).toBe("first");
    expect(log).toHaveLength(2);
    expect(log.join("").length).toBeLessThanOrEqual(64 * 1024);
  });

  it("fails a step of a type that nobody carries out", async () => {
    const parts = {
      runners: new Map(),
      environment: "live",
      limits: () => defaultLimits,
      causesOf: () => "",
    };
    const { outcome } = await perform(parts, live, debt, new AbortController().signal);
    expect(outcome).toMatchObject({ ok: false, failure: { code: "unknown_step_type" } });
  });
});
