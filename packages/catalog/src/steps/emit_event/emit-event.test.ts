import type { Acceptance, ActionContext, EmittedEvent } from "@stepwell/core";
import { describe, expect, it } from "vitest";
import { findingTexts, start } from "../../run-step.suite.ts";
import { emitRunner } from "./run.ts";

const accepted: Acceptance = {
  kind: "accepted",
  eventId: "evt_9",
  isDuplicate: false,
  decisions: [
    { workflowId: "wf_2", version: 1, outcome: "started", runId: "run_2" },
    { workflowId: "wf_3", version: 1, outcome: "condition_not_met" },
  ],
  runs: [],
};

function emitting(answer: Acceptance = accepted) {
  const sent: EmittedEvent[] = [];
  const emit = async (event: EmittedEvent): Promise<Acceptance> => {
    sent.push(event);
    return answer;
  };
  const context = { idempotencyKey: "run_1:each/3/say", emit } as unknown as ActionContext;
  return { sent, emit: (request: object) => emitRunner(context, { data: {}, ...request }) };
}

describe("emit_event", () => {
  it("asks for its filled in config", () => {
    const config = { type: "order.{{ trigger.state }}", data: { n: "{{ trigger.n }}" } };
    const trial = start({
      steps: [{ id: "say", type: "emit_event", config }],
      trigger: { state: "sent", n: 5 },
    });
    expect(trial.requests()).toEqual([{ type: "order.sent", data: { n: 5 } }]);
  });

  it("sends the event with the run as its source, and gives what it started", async () => {
    const { sent, emit } = emitting();
    const output = await emit({ type: "order.sent", data: { n: 5 } });
    expect(output).toEqual({ eventId: "evt_9", runs: ["run_2"] });
    expect(sent).toEqual([
      {
        type: "order.sent",
        data: { n: 5 },
        source: "run:run_1",
      },
    ]);
  });

  it("is tried again later where the server is busy", async () => {
    const { emit } = emitting({ kind: "overload", why: "server_busy", retryAfterMs: 1000 });
    await expect(emit({ type: "order.sent" })).rejects.toMatchObject({
      failure: { code: "server_busy", retryable: true, retryAfterMs: 1000 },
    });
  });

  it.each(["", " ", "my evt ü", "a\n", "x".repeat(501), "webhook.received", "workflow.called"])(
    "refuses the type %j",
    async (type) => {
      const { sent, emit } = emitting();
      await expect(emit({ type })).rejects.toMatchObject({
        failure: { code: "invalid_value", retryable: false },
      });
      expect(sent).toEqual([]);
    },
  );

  it("names the rule to which a computed type does not keep", async () => {
    const { emit } = emitting();
    await expect(emit({ type: "my evt ü" })).rejects.toThrow(
      '"my evt ü": an event type has 1 to 500 letters, digits and . _ - : /',
    );
  });

  it.each([
    ["my evt ü", 1],
    ["order.sent", 0],
    ["order {{ trigger.state }}", 0],
  ])("is checked before it runs, where its type is known: %s", (type, errors) => {
    const texts = findingTexts({ steps: [{ id: "say", type: "emit_event", config: { type } }] });
    expect(texts.filter((text) => text.startsWith("error"))).toHaveLength(errors);
  });
});
