import {
  type CompiledTrigger,
  compileProgram,
  decide,
  defaultRunSettings,
  type EventRecord,
  type Json,
  type JsonObject,
  parseDefinition,
  type Program,
  typeAt,
} from "@stepwell/core";
import { describe, expect, it } from "vitest";
import { registry } from "../../definitions.ts";
import { event } from "./definition.ts";

function compile(config: JsonObject): CompiledTrigger {
  const result = event.compile(config);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.compiled;
}

function eventOf(data: Json): EventRecord {
  const time = "2026-03-01T12:00:00Z";
  return { id: "evt_1", type: "order.updated", source: "shop", time, data, causes: [] };
}

function programOf(when: Json): Program {
  const trigger = { type: "event", config: { type: "order.updated" }, when };
  const parsed = parseDefinition({ format: "stepwell/v1", name: "Test", trigger, steps: [] });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  const workflow = { id: "wf_1", name: "Test" };
  const source = { workflow, version: 1, definition: parsed.definition };
  return compileProgram(source, registry);
}

function outcomeOf(when: Json, data: Json): string {
  return decide(programOf(when), eventOf(data), { now: 0, settings: defaultRunSettings }).outcome;
}

describe("the event trigger", () => {
  it("listens to one type or several", () => {
    expect(compile({ type: "order.created" }).listens).toEqual(["order.created"]);
    expect(compile({ type: ["a", "b.c"] }).listens).toEqual(["a", "b.c"]);
  });

  it.each(["com.example.order-created.v1", "https://example.com/order", "urn:order:created"])(
    "takes every type that can be sent: %s",
    (type) => {
      expect(compile({ type }).listens).toEqual([type]);
    },
  );

  it.each<JsonObject>([{}, { type: "" }, { type: "with space" }, { type: [] }, { type: 1 }])(
    "refuses %j",
    (config) => {
      expect(event.compile(config).ok).toBe(false);
    },
  );

  it("gives the event's data to the run", () => {
    expect(compile({ type: "a" }).data(eventOf({ id: 1, list: [null] }))).toEqual({
      id: 1,
      list: [null],
    });
    expect(compile({ type: "a" })).toMatchObject({ mode: "async", warnings: [] });
  });

  it("knows the fields of the data from a sample, and without one assumes nothing", () => {
    const { output } = compile({ type: "a", sample: { order: { total: 1 } } });
    expect(typeAt(output, ["order", "total"])).toMatchObject({ type: { kind: "number" } });
    expect(typeAt(output, ["order", "totla"])).toMatchObject({ found: false });
    expect(compile({ type: "a" }).output).toEqual({ kind: "unknown" });
  });
});

describe("a condition on what an event has changed", () => {
  const left = "{{ trigger.status }}";
  const changed = { left, operator: "changed" };
  const data = { status: "paid", total: 5 };

  it("reads the old values beside the new ones", () => {
    expect(outcomeOf(changed, { ...data, previous: { status: "open" } })).toBe("started");
    expect(outcomeOf(changed, { ...data, previous: { status: "paid" } })).toBe("condition_not_met");
    expect(outcomeOf(changed, { ...data, previous: { total: 4 } })).toBe("condition_not_met");
    const fromTo = { left, operator: "changed_from_to", right: ["open", "paid"] };
    expect(outcomeOf(fromTo, { ...data, previous: { status: "open" } })).toBe("started");
  });

  it("reads them where Stripe puts them", () => {
    const when = { left: "{{ trigger.object.status }}", operator: "changed_to", right: "paid" };
    const update = { object: data, previous_attributes: { status: "open" } };
    expect(outcomeOf(when, update)).toBe("started");
    expect(outcomeOf(when, { ...update, previous_attributes: { total: 1 } })).toBe(
      "condition_not_met",
    );
  });

  it("reads them where a record stands in a field of its own", () => {
    const when = { left: "{{ trigger.record.status }}", operator: "changed" };
    expect(outcomeOf(when, { record: data, previous: { status: "open" } })).toBe("started");
  });

  it.each<Json>([null, "text", [], {}, { previous: "x" }, { previous_attributes: [1] }])(
    "has no old values in %j",
    (given) => {
      expect(compile({ type: "a" }).previous(eventOf(given))).toBeUndefined();
    },
  );
});
