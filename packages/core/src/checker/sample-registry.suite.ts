import { z } from "zod";
import { defineAction, defineCompute, defineControl, defineWait } from "../define-step.ts";
import { conditionField, jsonField, textField, valueField } from "../fields.ts";
import { assert } from "../assert.ts";
import type { Json } from "../json.ts";
import { makeRegistry } from "../registry.ts";
import type { FramePlan, Plan } from "../step-type.ts";
import { defineTrigger } from "../trigger-type.ts";
import {
  anyObject,
  listOf,
  nullType,
  numberType,
  objectOf,
  textType,
  unknownType,
} from "../type.ts";

/* Step types with all that the checker looks at; they are never run. */

const told = { group: "flow", title: "T", summary: "S", icon: "i", sample: {} } as const;
const nothing: Plan = { kind: "pass", output: null } satisfies Plan | FramePlan;

const count = defineCompute({
  ...told,
  type: "count",
  config: z.strictObject({ value: valueField(z.number()) }),
  output: () => numberType,
  compute: () => ({ output: 0 }),
});

const look = defineCompute({
  ...told,
  type: "look",
  config: z.strictObject({ at: jsonField() }),
  output: ({ at }, infer) => objectOf({ at: infer(at), list: listOf(objectOf({ sku: textType })) }),
  compute: () => ({ output: 0 }),
});

const declare = defineCompute({
  ...told,
  type: "declare",
  config: z.strictObject({ name: z.string(), value: jsonField() }),
  assigns: ({ name }) => [name],
  output: ({ value }, infer) => infer(value),
  compute: () => ({ output: 0 }),
});

const yesOrNo = {
  kind: "fixed",
  ids: ["yes", "no"],
  requiredIds: ["yes"],
  isChoice: true,
} as const;

const decide = defineControl({
  ...told,
  type: "decide",
  config: z.strictObject({ if: conditionField(), branches: z.boolean().default(true) }),
  branches: yesOrNo,
  branchesFor: ({ branches }) => (branches ? yesOrNo : undefined),
  output: () => nullType,
  plan: () => nothing,
});

const gate = defineControl({
  ...told,
  type: "gate",
  config: z.strictObject({ if: conditionField() }),
  mayLeaveList: () => true,
  output: () => nullType,
  plan: () => nothing,
});

const either = defineCompute({
  ...told,
  type: "either",
  config: z.union([
    z.strictObject({ first: z.string(), more: z.array(z.strictObject({ a: z.number() })) }),
    z.strictObject({ second: z.string() }),
  ]),
  output: () => nullType,
  compute: () => ({ output: 0 }),
});

const piped = defineCompute({
  ...told,
  type: "piped",
  config: z.strictObject({ sum: z.number() }).transform(({ sum }) => sum),
  output: () => numberType,
  compute: () => ({ output: 0 }),
});

const opaque = defineCompute({
  ...told,
  type: "opaque",
  config: z.record(z.string(), z.number()).refine(({ sum = 0 }) => sum < 9, { path: ["sum"] }),
  output: () => nullType,
  compute: () => ({ output: 0 }),
});

const one = {
  concurrency: 1,
  join: "all",
  keepsOutcomes: false,
  output: () => null,
} as const;

const choose = defineControl({
  ...told,
  type: "choose",
  config: z.strictObject({}),
  branches: { kind: "free", min: 1, fallbackId: "otherwise" },
  output: () => textType,
  plan: (_config, scope, { ids, isMet }) => {
    const branch = ids.find((id) => isMet(id, scope)) ?? "otherwise";
    const frame = () => ({ branch, key: branch, scope: { taken: branch } });
    return { kind: "frames", frames: { ...one, count: 1, frame } };
  },
});

const repeat = defineControl({
  ...told,
  type: "repeat",
  config: z.strictObject({ over: jsonField(), only: jsonField().optional() }),
  branches: { kind: "fixed", ids: ["body"], requiredIds: ["body"], isChoice: false },
  insideFields: ["only"],
  scopeType: ({ over, only }, infer) => {
    const type = infer(over);
    const item = type.kind === "list" ? type.item : unknownType;
    return objectOf({ item, index: numberType, met: only ? infer(only) : unknownType });
  },
  output: () => objectOf({ iterations: numberType }),
  plan({ over }, scope) {
    const items = over.evaluate(scope);
    assert(Array.isArray(items), "a list");
    const frame = (index: number) => ({
      branch: "body",
      key: String(index),
      scope: { item: items[index] as Json, index },
    });
    return { kind: "frames", frames: { ...one, count: items.length, frame } };
  },
});

const both = defineControl({
  ...told,
  type: "both",
  config: z.strictObject({}),
  branches: { kind: "free", min: 1 },
  areBranchesCertain: () => true,
  output: () => anyObject,
  plan: () => nothing,
});

const send = defineAction({
  ...told,
  type: "send",
  config: z.strictObject({ to: textField() }),
  sampleOutput: ({ to }) => ({ status: to.source === "x" ? 200 : 404 }),
  promise: () => "at_least_once",
  output: () => objectOf({ status: numberType }),
});

const rest = defineWait({
  ...told,
  type: "rest",
  config: z.strictObject({}),
  output: () => nullType,
  wait: () => ({ resume: () => ({ kind: "pass", output: null }) }),
});

const stop = defineControl({
  ...told,
  type: "stop",
  endsRun: true,
  config: z.strictObject({}),
  output: () => nullType,
  plan: () => nothing,
});

const answer = defineControl({
  ...told,
  type: "answer",
  endsRun: true,
  needsCaller: true,
  config: z.strictObject({ body: jsonField() }),
  output: () => nullType,
  plan: () => nothing,
});

const hook = defineTrigger({
  ...told,
  type: "hook",
  group: "event",
  source: "push",
  sampleEvent: null,
  config: z.strictObject({
    mode: z.enum(["async", "sync"]).default("async"),
    isOpen: z.boolean(),
    secret: z.string().optional(),
  }),
  listens: () => "own",
  mode: ({ mode }) => mode,
  secrets: ({ secret }) => (secret === undefined ? [] : [{ path: ["secret"], name: secret }]),
  output: () =>
    objectOf({
      amount: numberType,
      text: textType,
      lines: listOf(objectOf({ price: numberType, sku: textType })),
      body: unknownType,
    }),
  previous: () => ({}),
  warnings: ({ isOpen }) => (isOpen ? [{ path: ["isOpen"], message: "anybody can call it" }] : []),
});

const begin = defineTrigger({
  ...told,
  type: "begin",
  group: "event",
  source: "push",
  sampleEvent: null,
  config: z.strictObject({}),
  listens: () => "own",
  output: () => unknownType,
  sampleData: () => ({ order: { id: "o_1" } }),
});

export const registry = makeRegistry(
  [
    count,
    look,
    declare,
    decide,
    gate,
    either,
    opaque,
    piped,
    choose,
    repeat,
    both,
    send,
    rest,
    stop,
    answer,
  ],
  [hook, begin],
);
