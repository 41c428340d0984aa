import { describe, expect, it } from "vitest";
import { z } from "zod";
import { definitionWith } from "../edit/sample-definition.suite.ts";
import type { Json, JsonObject } from "../json.ts";
import { defaultLimits } from "../limits.ts";
import { makeRegistry } from "../registry.ts";
import { defineTrigger } from "../trigger-type.ts";
import { typeOfSample } from "../sample-type.ts";
import { unknownType } from "../type.ts";
import { variablesAt } from "../variables/variables-at.ts";
import { checkDefinition } from "./check.ts";
import { knownEventType } from "./known-event-type.ts";
import { count, look } from "./sample-check.suite.ts";
import { registry as samples } from "./sample-registry.suite.ts";

/* What the checker knows of the data of events. */

const on = defineTrigger({
  type: "on",
  source: "push",
  group: "event",
  title: "T",
  summary: "S",
  icon: "i",
  sample: {},
  sampleEvent: null,
  config: z.strictObject({ types: z.array(z.string()), sample: z.json().optional() }),
  listens: ({ types }) => types,
  hasPublicEvents: true,
  output: ({ sample }) => (sample === undefined ? unknownType : typeOfSample(sample)),
});
const registry = makeRegistry([...samples.steps.values()], [...samples.triggers.values(), on]);

const text: Json = { type: "string" };
const total: Json = { type: "number" };
const nested = (depth: number): JsonObject =>
  depth === 0 ? { properties: { total } } : { items: nested(depth - 1) };
const eventTypes = new Map(
  Object.entries({
    "order.paid": knownEventType({ schema: { type: "object", properties: { total, note: text } } }),
    "order.sent": knownEventType({
      schema: {
        properties: { total, lines: { type: "array", items: { properties: { sku: text } } } },
      },
      sample: { total: 5 },
    }),
    learnt: knownEventType({ sample: { total: "12", by: null } }),
    open: knownEventType({
      schema: { properties: { total }, additionalProperties: text },
    }),
    either: knownEventType({ schema: { anyOf: [{ properties: { a: text } }, true] } }),
    deep: knownEventType({ schema: nested(40) }),
    named: knownEventType({}),
  }),
);

function findingsOf(types: readonly string[], steps: readonly Json[], config: JsonObject = {}) {
  const trigger = { type: "on", config: { types, ...config } };
  const definition = definitionWith({ trigger, steps });
  return checkDefinition(definition, registry, defaultLimits, { eventTypes }).map(
    ({ severity, code, path, hint = "" }) =>
      `${severity === "error" ? "!" : "?"} ${code} ${path} ${hint}`.trim(),
  );
}

const reads = (path: string): readonly Json[] => [look("a", `{{ ${path} }}`)];
const at = "steps.0.config.at";

describe("the data of an event", () => {
  it.each<[string, readonly string[], readonly Json[], readonly string[]]>([
    ["has the fields of its schema", ["order.paid"], reads("trigger.note"), []],
    [
      "most likely has no others",
      ["order.paid"],
      reads("trigger.noet"),
      [`? unlikely_field ${at} Did you mean “note”?`],
    ],
    ["may have others with a default", ["order.paid"], reads('trigger.x ?? "y"'), []],
    [
      "most likely has no others inside of lists",
      ["order.sent"],
      reads("trigger.lines.skv"),
      [`? unlikely_field ${at} Did you mean “sku”?`],
    ],
    ["may have others where the schema says so", ["open"], reads("trigger.x"), []],
    [
      "has the types of its schema",
      ["order.paid"],
      [count("a", "{{ trigger.note }}")],
      ["! type_mismatch steps.0.config.value"],
    ],
    [
      "most likely has the fields of its sample",
      ["learnt"],
      reads("trigger.totl"),
      [`? unlikely_field ${at} Did you mean “total”?`],
    ],
    ["may have other types than its sample", ["learnt"], [count("a", "{{ trigger.total }}")], []],
    ["may be that of any type listened to", ["order.paid", "learnt"], reads("trigger.by"), []],
    ["may be anything that one of its forms lets in", ["either"], reads("trigger.x"), []],
    ["may be anything where its schema is too deep", ["deep"], reads("trigger.x"), []],
    ["may be anything where one type is unknown", ["learnt", "zzz"], reads("trigger.x"), []],
    ["may be anything where only the name is known", ["named"], reads("trigger.x"), []],
  ])("%s", (_what, types, steps, expected) => {
    expect(findingsOf(types, steps)).toEqual(expected);
  });

  it("is as the config's sample says where no schema is registered", () => {
    const config = { sample: { own: 1 } };
    expect(findingsOf(["learnt"], reads("trigger.own"), config)).toEqual([]);
    expect(findingsOf(["order.paid"], reads("trigger.note"), config)).toEqual([]);
    expect(findingsOf(["learnt"], reads("trigger.total"), config)).toEqual([
      `! unknown_field ${at}`,
    ]);
  });

  it("shows its sample among the variables", () => {
    const trigger = { type: "on", config: { types: ["order.sent"] } };
    const definition = definitionWith({ trigger, steps: [] });
    const variables = variablesAt(definition, registry, { names: { eventTypes } }) ?? [];
    expect(variables.find(({ path }) => path === "trigger")?.children).toMatchObject([
      { path: "trigger.total", type: "number", sample: 5 },
      { path: "trigger.lines", children: [{ path: "trigger.lines.sku" }] },
    ]);
  });
});

describe("a type of event that nobody knows", () => {
  it("is told where it is nearly another", () => {
    expect(findingsOf(["order.piad"], [look("a", 1)])).toEqual([
      "? unknown_event_type trigger.config Did you mean “order.paid”?",
    ]);
  });

  it("is nobody's business where it is not", () => {
    expect(findingsOf(["customer.deleted"], [look("a", 1)])).toEqual([]);
  });
});
