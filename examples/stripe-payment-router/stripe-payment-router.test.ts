import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { signWebhook } from "@stepwell/catalog";
import { describe, expect, it } from "vitest";
import { type Delivered, useExample } from "../run-example.suite.ts";

const secret = "whsec_5WbX5kEWLlfzsGNjH64I8lOOqUB6e8FH";
const example = useExample("stripe-payment-router/stripe-payment-router.flow.json", {
  secrets: { stripe: secret },
});

interface StripeEvent {
  readonly id: string;
  readonly type: string;
  readonly data: { readonly object: Readonly<Record<string, unknown>> };
}

/** An event of the folder under a new id: Stripe never uses one twice. */
function eventOf(name: string, changes: Readonly<Record<string, unknown>> = {}): StripeEvent {
  const file = join(import.meta.dirname, "events", `${name}.json`);
  const event = JSON.parse(readFileSync(file, "utf8")) as StripeEvent;
  const object = { ...event.data.object, ...changes };
  return { ...event, id: `evt_${randomBytes(12).toString("hex")}`, data: { object } };
}

async function send(event: StripeEvent, secondsAgo = 0): Promise<Delivered> {
  const text = JSON.stringify(event);
  const timestamp = Math.floor(Date.now() / 1000) - secondsAgo;
  return example.deliver(text, signWebhook("stripe", secret, text, { id: event.id, timestamp }));
}

describe("the router of Stripe payments", () => {
  it("is a workflow without findings", () => {
    expect(example.workflow.draft.findings).toEqual([]);
  });

  it("adds up the lines of a charge and answers with where it goes", async () => {
    expect(await send(eventOf("charge.succeeded"))).toEqual({
      status: 200,
      body: {
        payment: "ch_3QK7mL2eZvKYlo2C1aB9xWtU",
        route: "ledger",
        price: "47.80 EUR",
        lines: 2,
        sum: 4780,
        reason: null,
      },
    });
    const run = await example.lastRun();
    expect(run).toMatchObject({ status: "succeeded", variables: { sum: 4780 } });
    const shown = run.stepRuns.map(({ path, output }) => [path, output]);
    expect(shown).toContainEqual(["each/0/line", 1594]);
    expect(shown).toContainEqual(["each/1/line", 3186]);
    expect(shown).toContainEqual([
      "each",
      { iterations: 2, succeeded: 2, failed: 0, skipped: 1, stopped: false },
    ]);
  });

  it("sends a large payment to review; it has no lines", async () => {
    const { body } = await send(eventOf("payment_intent.succeeded"));
    expect(body).toMatchObject({
      route: "review",
      price: "2480.00 EUR",
      lines: 0,
      sum: 0,
      reason: "pi_3QK8pD2eZvKYlo2C0hX6tNvA is large: a person looks at it",
    });
    const { stepRuns } = await example.lastRun();
    expect(stepRuns.map(({ path }) => path)).toContain("route/review/reason");
  });

  it.each([
    ["charge.succeeded", 100_000, "review"],
    ["charge.succeeded", 99_999, "ledger"],
    ["payment_intent.succeeded", 99_999, "otherwise"],
  ])("sends a %s of %s to %s", async (name, amount, route) => {
    expect((await send(eventOf(name, { amount }))).body).toMatchObject({ route });
  });

  it("fails where a line is not what it should be, and says so to Stripe", async () => {
    const level3 = { line_items: [{ quantity: 1, unit_cost: "7.45" }] };
    const event = eventOf("charge.succeeded", { level3 });
    const failed = { status: 500, body: { code: "run_failed" } };
    expect(await send(event)).toMatchObject(failed);
    expect(await send(event)).toMatchObject(failed);
    expect((await example.lastEvent()).runs).toHaveLength(1);
    expect(await example.lastRun()).toMatchObject({
      status: "failed",
      reason: "step_error",
      error: { code: "formula_type_error", stepId: "line" },
    });
  });

  it("keeps other events with the decision that they start nothing", async () => {
    for (const event of [
      { ...eventOf("charge.succeeded"), type: "charge.refunded" },
      eventOf("payment_intent.succeeded", { amount: 0 }),
    ]) {
      expect(await send(event)).toEqual({ status: 200, body: "ok" });
      const { decisions, runs } = await example.lastEvent();
      expect(decisions).toMatchObject([{ outcome: "condition_not_met" }]);
      expect(runs).toEqual([]);
    }
  });

  it("answers an event that Stripe sends again with what the first one gave", async () => {
    const event = eventOf("charge.succeeded");
    const first = await send(event);
    const { id } = await example.lastEvent();
    expect(await send(event)).toEqual(first);
    expect(await example.lastEvent()).toMatchObject({ id, runs: [{ status: "succeeded" }] });
  });

  it("refuses an event whose signature is older than five minutes", async () => {
    expect(await send(eventOf("charge.succeeded"), 301)).toMatchObject({
      status: 401,
      body: { errors: [{ code: "signature_expired" }] },
    });
  });
});
