import { describe, expect, it } from "vitest";
import { z } from "zod";
import { required } from "./assert.ts";
import type { EventRecord } from "./event.ts";
import { defineTrigger } from "./trigger-type.ts";
import { textType, unknownType } from "./type.ts";

const info = {
  source: "push",
  group: "event",
  title: "T",
  summary: "S",
  icon: "i",
  sample: {},
  sampleEvent: null,
} as const;
const event: EventRecord = {
  id: "evt_1",
  type: "order",
  source: "test",
  time: "2026-11-21T12:00:00Z",
  data: { n: 1 },
  causes: [],
};

describe("a trigger type", () => {
  it("hands on the event's data unless it shapes it", () => {
    const plain = defineTrigger({
      ...info,
      type: "plain",
      config: z.strictObject({}),
      listens: () => "own",
      output: () => unknownType,
    });
    const result = plain.compile({});
    const compiled = required(result.ok ? result.compiled : undefined, "valid");
    expect(compiled).toMatchObject({
      listens: "own",
      mode: "async",
      warnings: [],
      output: unknownType,
      hasPrevious: false,
      sampleData: undefined,
    });
    expect(compiled.data(event)).toEqual({ n: 1 });
    expect(compiled.previous(event)).toBeUndefined();
    expect(compiled.completed(null)).toBeNull();
  });

  it("may shape everything by its config", () => {
    const shaped = defineTrigger({
      ...info,
      type: "shaped",
      config: z.strictObject({ name: z.string() }),
      listens: ({ name }) => [name],
      mode: () => "sync",
      output: () => textType,
      data: ({ name }, { id }) => `${name} ${id}`,
      previous: ({ name }) => ({ name }),
      sampleData: ({ name }) => ({ name }),
      completed: ({ name }, sample) => ({ name, sample }),
      readInput: ({ name }, given) => ({ ok: true, data: { name, given } }),
      schedule: ({ name }, timeZone) => ({
        identity: `${name} ${timeZone}`,
        limit: 3,
        missed: "all",
        next: () => undefined,
        lastBetween: () => undefined,
      }),
      warnings: ({ name }) => [{ path: ["name"], message: name }],
    });
    const result = shaped.compile({ name: "order" });
    const compiled = required(result.ok ? result.compiled : undefined, "valid");
    expect(compiled).toMatchObject({
      listens: ["order"],
      mode: "sync",
      warnings: [{ message: "order" }],
      hasPrevious: true,
      sampleData: { name: "order" },
    });
    expect(compiled.completed(5)).toEqual({ name: "order", sample: 5 });
    expect(compiled.readInput?.(5)).toEqual({ ok: true, data: { name: "order", given: 5 } });
    expect(compiled.schedule?.("UTC").identity).toBe("order UTC");
    expect(compiled.data(event)).toBe("order evt_1");
    expect(compiled.previous(event)).toEqual({ name: "order" });
    expect(shaped.compile({})).toMatchObject({ ok: false, issues: [{ path: ["name"] }] });
  });
});
