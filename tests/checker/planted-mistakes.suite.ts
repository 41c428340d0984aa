import type { JsonObject } from "@stepwell/core";
import {
  formula,
  lines,
  loop,
  type Mistake,
  mistakeOf,
  right,
  text,
  trigger,
  when,
} from "./mistake.suite.ts";
import { mistakesInSteps } from "./mistakes-in-steps.suite.ts";
import { mistakesInValues } from "./mistakes-in-values.suite.ts";

/* All mistakes that are planted: in values, in steps, in the whole of a definition. */

type InWhole = readonly [
  what: string,
  parts: Mistake["parts"],
  code: string,
  stepId: string | null,
  says: string,
];

const inWhole: readonly InWhole[] = [
  [
    "an unknown trigger type",
    { trigger: { type: "webook" }, steps: [right("w0")] },
    "unknown_trigger_type",
    null,
    "“webhook”",
  ],
  [
    "an unknown field of the trigger's config",
    { trigger: { type: "webhook", config: { mdoe: "sync" } }, steps: [right("w0")] },
    "unknown_config_field",
    null,
    "“mode”",
  ],
  [
    "an unknown declared input",
    {
      trigger: { type: "manual", config: { inputs: [{ name: "customer", type: "text" }] } },
      steps: [text("w1", "{{ trigger.custmer }}")],
    },
    "unknown_field",
    "w1",
    "“customer”",
  ],
  [
    "a declared input of another type",
    {
      trigger: { type: "call", config: { inputs: [{ name: "count", type: "number" }] } },
      steps: [formula("w2", 'CONCAT(trigger.count, "") > trigger.count')],
    },
    "type_mismatch",
    "w2",
    "cannot compare",
  ],
  [
    "an unknown field of an event's sample",
    {
      trigger: { type: "event", config: { type: "order.paid", sample: { total: 5, note: null } } },
      steps: [text("w3", "{{ trigger.note.any }} {{ trigger.totl }}")],
    },
    "unknown_field",
    "w3",
    "“total”",
  ],
  [
    "a wrong variable in the trigger's condition",
    { trigger: { ...trigger, when: when("{{ steps.w4 }}", "equals", 1) }, steps: [right("w4")] },
    "step_not_certain",
    null,
    "w4",
  ],
  [
    "a wait in a sync workflow",
    {
      trigger: { type: "webhook", config: { mode: "sync" } },
      steps: [{ id: "w5", type: "delay", config: { for: { amount: 1, unit: "days" } } }],
    },
    "waits_in_sync",
    "w5",
    "async",
  ],
  [
    "a step behind the end",
    { steps: [{ id: "stop", type: "end" }, right("w6")] },
    "unreachable_step",
    "w6",
    "never reached",
  ],
  [
    "two modes",
    { settings: { mode: "sync" }, steps: [right("w7")] },
    "mode_contradiction",
    null,
    "one place",
  ],
  ["no steps", {}, "no_steps", null, "nothing"],
  [
    "too many steps",
    { steps: Array.from({ length: 201 }, (_, index) => right(`s${index}`)) },
    "limit_reached",
    null,
    "stepsPerWorkflowMax",
  ],
  [
    "steps that are nested too deeply",
    { steps: [nested(9)] },
    "limit_reached",
    "d1",
    "nestingDepthMax",
  ],
  [
    "a time zone that does not exist",
    { settings: { timeZone: "Mars/Base" }, steps: [right("w8")] },
    "unknown_time_zone",
    null,
    "IANA",
  ],
];

function nested(depth: number): JsonObject {
  return depth === 0 ? right("d0") : loop(`d${depth}`, lines, nested(depth - 1));
}

export const mistakesInside = [...mistakesInValues, ...mistakesInSteps].map(mistakeOf);
export const plantedMistakes: readonly Mistake[] = [
  ...mistakesInside,
  ...inWhole.map(([what, parts, code, stepId, says]) => ({ what, parts, code, stepId, says })),
];
