import { registry } from "@stepwell/catalog";
import {
  checkDefinition,
  defaultLimits,
  type Finding,
  type JsonObject,
  parseDefinition,
  required,
} from "@stepwell/core";
import { describe, expect, it } from "vitest";

/*
 * Mistakes that people make, each planted into a definition that is right: each is found at its step,
 * once, and nothing else is.
 */

const sample = {
  order: { id: "o_1", amount: 12, paid: true, lines: [{ sku: "a", price: 5 }] },
  placed: "2026-03-02",
};
const trigger = { type: "webhook", config: { mode: "async", sample } };
const limits = { ...defaultLimits, stepsPerWorkflowMax: 200 };

interface Parts {
  readonly steps?: readonly JsonObject[];
  readonly trigger?: JsonObject;
  readonly settings?: JsonObject;
}

function check(parts: Parts): readonly Finding[] {
  const whole = { format: "stepwell/v1", name: "Mistakes", trigger, steps: [], ...parts };
  const parsed = parseDefinition(whole as unknown as JsonObject);
  const definition = required(parsed.ok ? parsed.definition : undefined, JSON.stringify(parsed));
  return checkDefinition(definition, registry, limits);
}

const formula = (id: string, expression: string): JsonObject => ({
  id,
  type: "calculate",
  config: { engine: "formula", expression },
});
const text = (id: string, expression: string): JsonObject => ({
  id,
  type: "calculate",
  config: { engine: "template", expression },
});
const right = (id: string): JsonObject => formula(id, "1 + 1");
const branch = (id: string, ...steps: readonly JsonObject[]): JsonObject => ({
  id,
  steps: [...steps],
});
const when = (left: string, operator: string, value?: string | number): JsonObject => ({
  left,
  operator,
  ...(value !== undefined && { right: value }),
});
const condition = (id: string, test: JsonObject, branches: readonly JsonObject[]): JsonObject => ({
  id,
  type: "condition",
  config: { mode: "branches", if: test },
  branches: [...branches],
});
const large = when("{{ trigger.body.order.amount }}", "greater_than", 100);
const http = (id: string, more: JsonObject = {}): JsonObject => ({
  id,
  type: "http",
  config: { url: "https://example.com", ...more },
});
const loop = (id: string, over: string, ...steps: readonly JsonObject[]): JsonObject => ({
  id,
  type: "loop",
  config: { over },
  branches: [branch("body", ...steps)],
});
const lines = "{{ trigger.body.order.lines }}";
const parallel = (id: string, ...branches: readonly JsonObject[]): JsonObject => ({
  id,
  type: "parallel",
  branches: [...branches],
});

type Expected = readonly [code: string, stepId: string | null, says: string];
type Mistake = readonly [what: string, parts: Parts, ...expected: Expected];

/** The ids of steps are unique in the table: all of these are planted together as well. */
const inSteps: readonly (readonly [string, readonly JsonObject[], ...Expected])[] = [
  [
    "an unknown step type",
    [{ id: "m1", type: "calclate" }],
    "unknown_step_type",
    "m1",
    "“calculate”",
  ],
  [
    "a required field that is missing",
    [{ id: "m2", type: "http" }],
    "missing_field",
    "m2",
    "“url”",
  ],
  [
    "an unknown field of a config",
    [http("m3", { mehtod: "GET" })],
    "unknown_config_field",
    "m3",
    "“method”",
  ],
  [
    "an unknown field of a config with several forms",
    [
      {
        id: "m4",
        type: "calculate",
        config: { engine: "formula", expression: "1", expresion: "1" },
      },
    ],
    "unknown_config_field",
    "m4",
    "“expression”",
  ],
  [
    "a literal of a wrong type",
    [http("m5", { timeoutMs: "soon" })],
    "invalid_config",
    "m5",
    "number",
  ],
  [
    "text where a number is needed",
    [
      {
        id: "m6",
        type: "delay",
        config: { for: { amount: "{{ trigger.body.order.id }}", unit: "days" } },
      },
    ],
    "type_mismatch",
    "m6",
    "text is given where number is needed",
  ],
  [
    "an unknown root",
    [text("m7", "{{ triger.body }}")],
    "invalid_config",
    "m7",
    "did you mean trigger",
  ],
  [
    "an unknown step",
    [right("sum_total"), text("m8", "{{ steps.sum_totl }}")],
    "unknown_step",
    "m8",
    "“sum_total”",
  ],
  [
    "a step that comes later",
    [text("m9", "{{ steps.later_9 }}"), right("later_9")],
    "step_not_certain",
    "m9",
    "Move it before",
  ],
  [
    "a step that comes later, with a default",
    [text("m10", '{{ steps.later_10 ?? "" }}'), right("later_10")],
    "step_never_before",
    "m10",
    "default",
  ],
  [
    "a step of a branch beside",
    [
      parallel(
        "p11",
        branch("a", right("in_a_11")),
        branch("b", formula("m11", "steps.in_a_11 + 1")),
      ),
    ],
    "step_not_certain",
    "m11",
    "in_a_11",
  ],
  [
    "a step of a branch that may not have run",
    [condition("c12", large, [branch("yes", right("in_12"))]), text("m12", "{{ steps.in_12 }}")],
    "step_not_certain",
    "m12",
    "give a default",
  ],
  [
    "a step behind a condition that may end its branch",
    [
      parallel(
        "p13",
        branch("a", { id: "g13", type: "condition", config: { if: large } }, right("in_13")),
      ),
      text("m13", "{{ steps.in_13 }}"),
    ],
    "step_not_certain",
    "m13",
    "may not have run",
  ],
  [
    "an unknown field of an output",
    [http("h14"), text("m14", "{{ steps.h14.statsu }}")],
    "unknown_field",
    "m14",
    "“status”",
  ],
  [
    "an unknown field of an output that may be missing",
    [
      condition("c15", large, [branch("yes", http("h15"))]),
      text("m15", '{{ steps.h15.staus ?? "" }}'),
    ],
    "unknown_field",
    "m15",
    "“status”",
  ],
  [
    "an unknown field of the sample",
    [text("m16", "{{ trigger.body.order.amuont }}")],
    "unknown_field",
    "m16",
    "“amount”",
  ],
  [
    "an unknown part of the request",
    [text("m17", "{{ trigger.header.host }}")],
    "unknown_field",
    "m17",
    "“headers”",
  ],
  [
    "an unknown field of a loop's item",
    [loop("l18", lines, formula("m18", "scopes.l18.item.prize"))],
    "unknown_field",
    "m18",
    "“price”",
  ],
  [
    "the scope of a loop outside of it",
    [loop("l19", lines), formula("m19", "scopes.l19.index")],
    "unknown_scope",
    "m19",
    "not inside",
  ],
  [
    "a variable that nobody declares",
    [text("m20", "{{ vars.taxx }}")],
    "unknown_variable",
    "m20",
    "taxx",
  ],
  [
    "a variable before it has a value",
    [
      text("m21", "{{ vars.late }}"),
      { id: "v21", type: "variable", config: { name: "late", value: 1 } },
    ],
    "variable_not_certain",
    "m21",
    "late",
  ],
  [
    "an operator that does not fit",
    [
      condition("m22", when("{{ trigger.body.order.amount }}", "starts_with", "1"), [
        branch("yes"),
      ]),
    ],
    "type_mismatch",
    "m22",
    "starts_with is for text",
  ],
  [
    "a comparison of what is never equal",
    [
      condition("m23", when("{{ trigger.body.order.amount }}", "equals", "twelve"), [
        branch("yes"),
      ]),
    ],
    "type_mismatch",
    "m23",
    "number with text",
  ],
  [
    "an operator that does not exist",
    [condition("m24", when("{{ trigger.body.order.amount }}", "greter_than", 1), [branch("yes")])],
    "invalid_config",
    "m24",
    "greater_than",
  ],
  [
    "an unknown field of the items that a condition looks at",
    [
      condition(
        "m25",
        { left: lines, operator: "any_item", where: when("{{ item.prce }}", "greater_than", 1) },
        [branch("yes")],
      ),
    ],
    "unknown_field",
    "m25",
    "price",
  ],
  ["an unknown function", [formula("m26", "ROUDN(1.5)")], "invalid_config", "m26", "ROUND"],
  ["too few arguments", [formula("m27", 'SUBSTITUTE("a")')], "invalid_config", "m27", "SUBSTITUTE"],
  [
    "an argument of a wrong type",
    [formula("m28", "ABS(trigger.body.order.id)")],
    "type_mismatch",
    "m28",
    "number is needed",
  ],
  [
    "arithmetic with text",
    [formula("m29", "trigger.body.order.id * 2")],
    "type_mismatch",
    "m29",
    "number is needed",
  ],
  [
    "a formula that ends too early",
    [formula("m30", "(1 + 2")],
    "invalid_config",
    "m30",
    "character 7",
  ],
  [
    "a template that ends too early",
    [text("m31", "Dear {{ trigger.body.order.id")],
    "invalid_config",
    "m31",
    "character 30",
  ],
  [
    "a calculation in a template",
    [text("m32", "{{ trigger.body.order.amount * 2 }}")],
    "invalid_config",
    "m32",
    "formula",
  ],
  [
    "an answer that nobody waits for",
    [{ id: "m33", type: "message", config: { text: "Hello" } }],
    "unused_response",
    "m33",
    "async",
  ],
  ["one id for two steps", [right("m34"), right("m34")], "duplicate_id", "m34", "m34"],
  [
    "one id for two branches",
    [parallel("m35", branch("a"), branch("a"))],
    "duplicate_branch",
    "m35",
    "“a”",
  ],
  [
    "a branch that is missing",
    [{ id: "m36", type: "loop", config: { over: lines } }],
    "missing_branch",
    "m36",
    "“body”",
  ],
  [
    "a branch that the type does not know",
    [condition("m37", large, [branch("yes"), branch("maybe")])],
    "unknown_branch",
    "m37",
    "yes, no",
  ],
  [
    "a branch without its condition",
    [{ id: "m38", type: "switch", branches: [branch("big"), branch("otherwise")] }],
    "missing_condition",
    "m38",
    "big",
  ],
  [
    "a retry where nothing can be tried again",
    [{ ...right("m39"), retry: { attempts: 3 } }],
    "unused_retry",
    "m39",
    "outside world",
  ],
  [
    "an error branch that never runs",
    [{ ...http("m40"), branches: [branch("error")] }],
    "unused_branch",
    "m40",
    "onError",
  ],
  [
    "an error branch that is missing",
    [{ ...http("m41"), onError: "branch" }],
    "missing_branch",
    "m41",
    "“error”",
  ],
  [
    "a secret where it would be stored",
    [text("m42", "{{ secrets.api_key }}")],
    "secret_not_allowed",
    "m42",
    "secret",
  ],
  ["an item without a list", [text("m43", "{{ item.price }}")], "unknown_item", "m43", "list"],
  [
    "old values of a request",
    [text("m44", '{{ previous.status ?? "" }}')],
    "no_previous",
    "m44",
    "old values",
  ],
  [
    "a change of a request",
    [condition("m45", when("{{ trigger.body.order.paid }}", "changed"), [branch("yes")])],
    "no_previous",
    "m45",
    "old values",
  ],
  [
    "an unknown field of the run",
    [text("m46", "{{ run.nmber }}")],
    "unknown_field",
    "m46",
    "“number”",
  ],
  [
    "an object that is looped over",
    [loop("m47", "{{ trigger.body.order }}")],
    "type_mismatch",
    "m47",
    "list",
  ],
  [
    "a sum that is read as a list",
    [right("n48"), loop("m48", "{{ steps.n48.items }}")],
    "unknown_field",
    "m48",
    "items",
  ],
];

const inWhole: readonly Mistake[] = [
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
    null,
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

const mistakes: readonly Mistake[] = [
  ...inSteps.map(([what, steps, ...expected]): Mistake => [what, { steps }, ...expected]),
  ...inWhole,
];

describe("a planted mistake is found at its step, and nothing else is", () => {
  it.each(mistakes)("%s", (_what, parts, code, stepId, says) => {
    const findings = check(parts);
    expect(findings.map((finding) => [finding.code, finding.stepId])).toEqual([[code, stepId]]);
    const [{ message, hint } = { message: "" }] = findings;
    expect(`${message} ${hint ?? ""}`).toContain(says);
  });
});

describe("many mistakes in one definition", () => {
  it("are all found, each at its step", () => {
    const findings = check({ steps: inSteps.flatMap(([, steps]) => steps) });
    const found = findings.map(({ code, stepId }) => `${stepId}: ${code}`);
    expect(found.toSorted()).toEqual(
      inSteps.map(([, , code, stepId]) => `${stepId}: ${code}`).toSorted(),
    );
    expect(found.length).toBeGreaterThan(30);
  });

  it("are told in the same order each time", () => {
    const steps = inSteps.flatMap(([, some]) => some);
    expect(check({ steps })).toEqual(check({ steps: structuredClone(steps) }));
  });
});
