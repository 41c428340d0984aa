import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { EventRecord } from "./event.ts";
import { isJsonArray, isJsonObject, type Json, jsonEqual } from "./json.ts";
import { eventSignal, runSignal, signalOfEvent, topicOf } from "./signal.ts";

function eventOf(type: string, data: EventRecord["data"]): EventRecord {
  return { id: "evt_1", type, source: "test", time: "2026-11-21T12:00:00Z", data, causes: [] };
}

/** The same value with its keys in the other order. */
function turned(value: Json): Json {
  if (isJsonArray(value)) return value.map(turned);
  if (!isJsonObject(value)) return value;
  const members = Object.entries(value).toReversed();
  return Object.fromEntries(members.map(([key, inner]) => [key, turned(inner)]));
}

const paid = eventOf("order.paid", { order: { id: "o 7", tags: ["a"] }, amount: 5 });

describe("the name of what a run waits for", () => {
  it("is that of an event of the type with the values", () => {
    const signal = eventSignal("order.paid", [
      { field: "order.id", value: "o 7" },
      { field: "amount", value: 5 },
    ]);
    expect(signalOfEvent(topicOf(signal), paid)).toBe(signal);
  });

  it("does not depend on the order of the matches", () => {
    const matches = [
      { field: "b", value: 1 },
      { field: "a", value: 2 },
    ];
    expect(eventSignal("x", matches)).toBe(eventSignal("x", matches.toReversed()));
  });

  it("tells types of values apart: 5 is not the text 5", () => {
    const signal = eventSignal("order.paid", [{ field: "amount", value: "5" }]);
    expect(signalOfEvent(topicOf(signal), paid)).not.toBe(signal);
  });

  it("is any event of the type where nothing is to match", () => {
    const signal = eventSignal("order.paid", []);
    expect(topicOf(signal)).toBe(signal);
    expect(signalOfEvent(signal, paid)).toBe(signal);
  });

  it("takes a field that is not there, or lies below a text, for null", () => {
    for (const field of ["none", "amount.x", "order.tags.x", "constructor"]) {
      const signal = eventSignal("order.paid", [{ field, value: null }]);
      expect(signalOfEvent(topicOf(signal), paid)).toBe(signal);
    }
  });

  it("is not that of an event of another type, nor of a called run", () => {
    expect(signalOfEvent(eventSignal("order.sent", []), paid)).toBeUndefined();
    expect(signalOfEvent(runSignal("run_1"), paid)).toBeUndefined();
  });

  it("does not depend on the order of an object's keys, at any depth", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (given) => {
        const value = given as Json;
        const signal = eventSignal("order.paid", [{ field: "of", value }]);
        expect(eventSignal("order.paid", [{ field: "of", value: turned(value) }])).toBe(signal);
        const event = eventOf("order.paid", { of: turned(value) });
        expect(signalOfEvent(topicOf(signal), event)).toBe(signal);
      }),
    );
  });

  it("is the same for equal values only", () => {
    const values = fc.jsonValue({ maxDepth: 2 });
    fc.assert(
      fc.property(values, values, (left, right) => {
        const [one, two] = [left, right].map((value) =>
          eventSignal("x", [{ field: "of", value: value as Json }]),
        );
        expect(one === two).toBe(jsonEqual(left as Json, right as Json));
      }),
    );
  });

  it("holds for any type, field and value", () => {
    const name = fc.string({ minLength: 1 }).filter((text) => !text.includes("."));
    const value = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), name, value, (type, field, given) => {
        const signal = eventSignal(type, [{ field, value: given }]);
        const event = eventOf(type, Object.fromEntries([[field, given]]));
        expect(signalOfEvent(topicOf(signal), event)).toBe(signal);
      }),
    );
  });
});
