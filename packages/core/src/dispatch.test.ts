import { describe, expect, it } from "vitest";
import { concurrencyKey, decide } from "./dispatch.ts";
import { definitionWith } from "./edit/sample-definition.suite.ts";
import type { EventRecord } from "./event.ts";
import { registry } from "./interpreter/laws/step-types.suite.ts";
import type { Json, JsonObject } from "./json.ts";
import { compileProgram } from "./program.ts";
import { defaultRunSettings } from "./run.ts";

const around = { now: 0, settings: defaultRunSettings };

const event: EventRecord = {
  id: "evt_1",
  type: "begin",
  source: "test",
  time: "2026-11-21T12:00:00Z",
  data: { n: 5, text: "x" },
  causes: [],
};

function programWith(parts: JsonObject) {
  const definition = definitionWith(parts);
  const source = { workflow: { id: "wf_1", name: "W" }, version: 3, definition };
  return compileProgram(source, registry);
}

function verdict(when: Json, given: EventRecord = event) {
  return decide(programWith({ trigger: { type: "begin", when } }), given, around);
}

const cause = (workflowId: string) => ({ workflowId, runId: "run_1" });

describe("whether an event starts a run", () => {
  it("is yes without a condition", () => {
    expect(decide(programWith({}), event, around)).toEqual({ outcome: "started" });
  });

  it("hangs on the trigger's condition, which sees the event and the workflow", () => {
    const left = "{{ trigger.n }}";
    expect(verdict({ left, operator: "greater_than", right: 4 }).outcome).toBe("started");
    expect(verdict({ left: "{{ event.type }}", operator: "equals", right: "begin" }).outcome).toBe(
      "started",
    );
    expect(verdict({ left: "{{ workflow.version }}", operator: "equals", right: 3 }).outcome).toBe(
      "started",
    );
    expect(verdict({ left, operator: "greater_than", right: 5 })).toEqual({
      outcome: "condition_not_met",
      detail: "the trigger's condition is not met",
    });
  });

  it("finds neither steps nor variables nor scopes", () => {
    for (const left of [
      "{{ steps.a }}",
      "{{ vars.a }}",
      "{{ scopes.a }}",
      "{{ run.id }}",
      "{{ env.a }}",
    ])
      expect(verdict({ left, operator: "exists" }).outcome).toBe("condition_not_met");
  });

  it("is no where the condition cannot be told, and says why", () => {
    const failed = verdict({ left: "{{ trigger.text }}", operator: "greater_than", right: 4 });
    expect(failed.outcome).toBe("condition_failed");
    expect(failed.detail).toMatch(/text|number/);
  });

  it("is no where as many runs of the workflow led to the event as its cycle limit says", () => {
    const causes = [cause("wf_1"), cause("wf_2"), cause("wf_1")];
    const limited = (cycleLimit: number) =>
      decide(programWith({ settings: { cycleLimit } }), { ...event, causes }, around);
    expect(limited(3).outcome).toBe("started");
    expect(limited(2)).toEqual({
      outcome: "cycle_limit",
      detail: "2 runs of this workflow led to the event; its cycle limit is 2",
    });
    expect(decide(programWith({}), { ...event, causes: [cause("wf_2")] }, around).outcome).toBe(
      "started",
    );
  });
});

describe("the concurrency key of a run", () => {
  const key = (concurrency: JsonObject) =>
    concurrencyKey(programWith({ settings: { concurrency } }), event, around);

  it("is filled in from the event, as text of at most 500 characters", () => {
    expect(key({ limit: 1, key: "{{ trigger.n }}" })).toBe("5");
    expect(key({ limit: 1, key: "{{ trigger.none }}" })).toBe("");
    const long: EventRecord = { ...event, data: { text: "x".repeat(900) } };
    const program = programWith({
      settings: { concurrency: { limit: 1, key: "{{ trigger.text }}" } },
    });
    expect(concurrencyKey(program, long, around)).toHaveLength(500);
  });

  it("is one for all runs where none is set", () => {
    expect(key({ limit: 1 })).toBe("");
    expect(concurrencyKey(programWith({}), event, around)).toBe("");
  });
});
