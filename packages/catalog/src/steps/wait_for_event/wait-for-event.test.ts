import { describe, expect, it } from "vitest";
import { findingTexts, start } from "../../run-step.suite.ts";

const config = {
  type: "order.paid",
  match: [{ field: "id", equals: "{{ trigger.id }}" }],
  timeout: { amount: 1, unit: "hours" },
};
const step = { id: "paid", type: "wait_for_event", config };
const output = (id: string, value: string) => ({ id, type: "output", config: { value } });
const event = { id: "evt_2", type: "order.paid", data: { id: 7 } };

describe("wait_for_event", () => {
  it("waits for the signal of its type and values, and gives the event", () => {
    const trial = start({ steps: [step], trigger: { id: 7 } });
    expect(trial.signals()).toEqual(["event:order.paid:id=[7]"]);
    trial.signal("event:order.paid:id=[8]", event);
    expect(trial.run.status).toBe("waiting");
    trial.signal("event:order.paid:id=[7]", event);
    expect(trial.run.status).toBe("succeeded");
    expect(trial.stepRuns()[0]?.output).toEqual({ timedOut: false, event });
  });

  it("fails after its time-out, or goes on where it may", () => {
    const failing = start({ steps: [step], trigger: { id: 7 } });
    failing.wake(failing.wakeAt() ?? 0);
    expect(failing.run).toMatchObject({ status: "failed", failure: { code: "timeout" } });
    const more = { ...config, onTimeout: "continue" };
    const going = start({ steps: [{ ...step, config: more }], trigger: { id: 7 } });
    going.wake(going.wakeAt() ?? 0);
    expect(going.stepRuns()[0]?.output).toEqual({ timedOut: true, event: null });
  });

  it("takes the branch of what came first, where it has one", () => {
    const branches = [
      { id: "received", steps: [output("got", "{{ scopes.paid.event.data.id }}")] },
      { id: "timeout", steps: [output("late", "{{ scopes.paid.event ?? false }}")] },
    ];
    const steps = [{ ...step, branches }, output("after", "{{ steps.paid.timedOut }}")];
    const received = start({ steps, trigger: { id: 7 } });
    received.signal("event:order.paid:id=[7]", event);
    expect(received.stepRuns().map(({ path, output }) => [path, output])).toEqual([
      ["paid", { timedOut: false, event }],
      ["paid/received/got", 7],
      ["after", false],
    ]);
    const late = start({ steps, trigger: { id: 7 } });
    late.wake(late.wakeAt() ?? 0);
    expect(late.stepRuns().map(({ path }) => path)).toEqual(["paid", "paid/timeout/late", "after"]);
  });

  it("waits for any event of the type where nothing is to match, without end", () => {
    const trial = start({ steps: [{ ...step, config: { type: "tick" } }] });
    expect(trial.signals()).toEqual(["event:tick:"]);
    expect(trial.wakeAt()).toBeUndefined();
  });

  it.each(["my evt ü", "", "x".repeat(501)])("refuses the type %j, which no event has", (type) => {
    expect(findingTexts({ steps: [{ ...step, config: { ...config, type } }] })).toHaveLength(1);
    expect(findingTexts({ steps: [step] })).toEqual([]);
  });

  it("is refused in sync workflows", () => {
    expect(findingTexts({ steps: [step], settings: { mode: "sync" } }).join()).toContain("error");
  });
});
