import {
  type Acceptance,
  type ActionRunner,
  type Cause,
  defaultLimits,
  type Occurrence,
  type PerformDebt,
  StepError,
} from "@stepwell/core";
import { describe, expect, it } from "vitest";
import { perform } from "./gate.ts";

const live = {
  run: { identity: { id: "run_1", event: { causes: [{ workflowId: "wf_0", runId: "run_0" }] } } },
  base: { workflowId: "wf_1" },
} as unknown as Parameters<typeof perform>[1];

const debt = {
  step: { type: "act" },
  path: "each/3/act",
  attempt: 2,
  startedAt: 7,
  request: { amount: 5 },
} as unknown as PerformDebt;

const emitted: Occurrence[] = [];

async function accept(occurrence: Occurrence): Promise<Acceptance> {
  emitted.push(occurrence);
  return { kind: "overload", why: "server_busy", retryAfterMs: 1 };
}

function performWith(runner: ActionRunner, stepOutputBytesMax = 100) {
  const parts = {
    runners: new Map([["act", runner]]),
    environment: "live",
    limits: () => ({ ...defaultLimits, stepOutputBytesMax }),
    sign: (chain: readonly Cause[]) => chain.map(({ runId }) => runId).join("+"),
    accept,
  };
  return perform(parts, live, debt, new AbortController().signal);
}

describe("the gate", () => {
  it("gives an action its key, attempt, request and causes", async () => {
    const seen: unknown[] = [];
    await performWith(
      async ({ idempotencyKey, attempt, startedAt, environment, causes }, request) => {
        seen.push(idempotencyKey, attempt, startedAt, environment, causes, request);
        return null;
      },
    );
    expect(seen).toEqual(["run_1:each/3/act", 2, 7, "live", "run_0+run_1", { amount: 5 }]);
  });

  it("sends an action's event with the causes of its run and the key of its step run", async () => {
    const event = { type: "order.sent", source: "run", data: { n: 5 } };
    const { outcome } = await performWith(async ({ emit }) => (await emit(event)).kind);
    expect(outcome).toEqual({ ok: true, output: "overload" });
    expect(emitted).toEqual([
      {
        ...event,
        dedupeKey: "emit:run_1:each/3/act",
        bytes: 7,
        causes: [
          { workflowId: "wf_0", runId: "run_0" },
          { workflowId: "wf_1", runId: "run_1" },
        ],
      },
    ]);
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
      sign: () => "",
      accept,
    };
    const { outcome } = await perform(parts, live, debt, new AbortController().signal);
    expect(outcome).toMatchObject({ ok: false, failure: { code: "unknown_step_type" } });
  });
});
