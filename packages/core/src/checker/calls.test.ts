import { describe, expect, it } from "vitest";
import { z } from "zod";
import { defineCompute, defineWait } from "../define-step.ts";
import { definitionWith } from "../edit/sample-definition.suite.ts";
import { jsonField } from "../fields.ts";
import type { Json, JsonObject } from "../json.ts";
import { defaultLimits } from "../limits.ts";
import { makeRegistry } from "../registry.ts";
import {
  listOf,
  nullType,
  numberType,
  objectOf,
  textType,
  type Type,
  unknownType,
} from "../type.ts";
import { variablesAt } from "../variables/variables-at.ts";
import { checkDefinition } from "./check.ts";
import type { KnownNames, KnownWorkflow } from "./known.ts";
import { runOutputType } from "./run-output.ts";
import { look, met, trigger } from "./sample-check.suite.ts";
import { registry as samples } from "./sample-registry.suite.ts";

/* What the checker knows of workflows that a step calls. */

const told = { group: "flow", title: "T", summary: "S", icon: "i", sample: {} } as const;

const ask = defineWait({
  ...told,
  type: "ask",
  config: z.strictObject({ workflow: z.string(), input: jsonField() }),
  canWait: false,
  calls: ({ workflow, input }) => ({ workflow, input }),
  output: () => unknownType,
  wait: () => ({ resume: () => ({ kind: "pass", output: null }) }),
});

const give = defineCompute({
  ...told,
  type: "give",
  config: z.strictObject({ value: jsonField() }),
  givesRunOutput: true,
  output: ({ value }, infer) => infer(value),
  compute: () => ({ output: null }),
});

const registry = makeRegistry(
  [...samples.steps.values(), ask, give],
  [...samples.triggers.values()],
);

const ship: KnownWorkflow = {
  id: "wf_1",
  name: "Ship",
  state: "active",
  mode: "sync",
  inputs: [
    { name: "order", type: textType, isRequired: true },
    { name: "count", type: numberType, isRequired: false },
  ],
  output: () => objectOf({ parcel: objectOf({ weight: numberType }) }),
};
const never = (): Type => {
  throw new Error("nobody asks for this type");
};
const open: KnownWorkflow = { ...ship, id: "wf_2", name: "Open", inputs: undefined, mode: "async" };
const asleep: KnownWorkflow = {
  ...ship,
  id: "wf_3",
  name: "Asleep",
  state: "inactive",
  output: never,
};
const hooked: KnownWorkflow = {
  ...ship,
  id: "wf_4",
  name: "Hooked",
  state: "other",
  output: never,
};
const all: KnownNames = { workflows: [ship, open, asleep, hooked] };

function call(workflow: string, input: Json = {}): JsonObject {
  return { id: "one", type: "ask", config: { workflow, input } };
}

function findingsOf(steps: readonly Json[], more: JsonObject = {}, names: KnownNames = all) {
  const definition = definitionWith({ trigger, steps, ...more });
  return checkDefinition(definition, registry, defaultLimits, names).map(
    ({ severity, code, path, hint = "" }) =>
      `${severity === "error" ? "!" : "?"} ${code} ${path} ${hint}`.trim(),
  );
}

const input = "steps.0.config.input";
const workflow = "steps.0.config.workflow";

describe("a step that calls a workflow", () => {
  it.each<[string, Json, readonly string[]]>([
    ["by its name", call("Ship", { order: "a" }), []],
    ["by its id", call("wf_1", { order: "a", count: 1 }), []],
    ["that takes any input", call("Open", { x: 1 }), []],
    ["that is not there", call("Shop"), [`! unknown_workflow ${workflow} Did you mean “Ship”?`]],
    [
      "with a name that is like no other",
      call("Nobody at all"),
      [`! unknown_workflow ${workflow} Give the id or the name of one.`],
    ],
    [
      "with an input that is like none",
      call("Ship", { order: "a", zzz: 1 }),
      [`! unknown_input ${input}.zzz Remove it.`],
    ],
    [
      "that is asleep",
      call("Asleep", { x: 1 }),
      [`? workflow_not_active ${workflow} Activate it.`],
    ],
    [
      "that is not for calls",
      call("Hooked"),
      [`! workflow_not_callable ${workflow} Give it a trigger of type call.`],
    ],
    ["without a required input", call("Ship"), [`! missing_input ${input} Add it.`]],
    [
      "with an input it does not have",
      call("Ship", { order: "a", cuont: 1 }),
      [`! unknown_input ${input}.cuont Did you mean “count”?`],
    ],
    [
      "with an input of another type",
      call("Ship", { order: "a", count: "{{ trigger.text }}" }),
      [`! type_mismatch ${input}.count`],
    ],
    ["with a required null", call("Ship", { order: null }), [`! type_mismatch ${input}.order`]],
    ["with a null that may be", call("Ship", { order: "a", count: null }), []],
    ["with no object", call("Ship", [1]), [`! type_mismatch ${input}`]],
    ["with no object where any input is taken", call("Open", 1), [`! type_mismatch ${input}`]],
    ["with what nobody knows", call("Ship", "{{ trigger.body }}"), []],
  ])("%s", (_what, step, expected) => {
    expect(findingsOf([step])).toEqual(expected);
  });

  it("is not checked where the workflows are not known", () => {
    expect(findingsOf([call("Shop")], {}, {})).toEqual([]);
  });

  it("may name its own workflow, which is not there yet", () => {
    expect(findingsOf([call("Own")], { name: "Own" })).toEqual([]);
    const own = { ...asleep, name: "Own" };
    expect(findingsOf([call("Own")], { name: "Own" }, { workflows: [own] })).toEqual([]);
  });

  it("takes the active and oldest one of a name", () => {
    const workflows = [{ ...hooked, name: "Ship", id: "wf_0" }, { ...open, name: "Ship" }, ship];
    expect(findingsOf([call("Ship")], {}, { workflows })).toEqual([
      `! missing_input ${input} Add it.`,
    ]);
  });

  it("in a sync workflow needs a sync one", () => {
    const settings = { mode: "sync" };
    expect(findingsOf([call("Ship", { order: "a" })], { settings })).toEqual([]);
    expect(findingsOf([call("Open")], { settings })).toEqual([
      `! not_sync ${workflow} Make “Open” sync, or this workflow async.`,
    ]);
  });

  it("gives its output a type", () => {
    const steps = [call("Ship", { order: "a" })];
    expect(findingsOf([...steps, look("a", "{{ steps.one.parcel.weight }}")])).toEqual([]);
    expect(findingsOf([...steps, look("a", "{{ steps.one.parcel.wieght }}")])).toEqual([
      "! unknown_field steps.1.config.at Did you mean “weight”?",
    ]);
    expect(findingsOf([call("Asleep"), look("a", "{{ steps.one.x }}")])).toHaveLength(1);
  });

  it("shows its output's fields among the variables", () => {
    const definition = definitionWith({ trigger, steps: [call("Ship", { order: "a" })] });
    const variables = variablesAt(definition, registry, { names: all }) ?? [];
    expect(variables.find(({ path }) => path === "steps.one")?.children).toMatchObject([
      { path: "steps.one.parcel", children: [{ path: "steps.one.parcel.weight", type: "number" }] },
    ]);
  });
});

describe("what a run gives back", () => {
  const typeOf = (...steps: readonly Json[]): Type =>
    runOutputType(definitionWith({ trigger, steps }), registry, all);
  const gives = (id: string, value: Json): JsonObject => ({ id, type: "give", config: { value } });

  it("is nothing without a step that says it", () => {
    expect(typeOf(look("a", 1))).toEqual(nullType);
  });

  it("has the type of the step that says it", () => {
    const value = { n: 1, list: ["a"], got: "{{ steps.one.parcel.weight }}" };
    expect(typeOf(call("Ship", { order: "a" }), gives("out", value))).toEqual(
      objectOf({ n: numberType, list: listOf(textType), got: numberType }),
    );
  });

  it("may be that of any of them, or nothing where none is certain", () => {
    const yes = { id: "yes", steps: [gives("x", 1)] };
    const no = { id: "no", steps: [gives("y", "a")] };
    expect(typeOf({ id: "d", type: "decide", config: { if: met }, branches: [yes, no] })).toEqual({
      kind: "union",
      of: [textType, numberType, nullType],
    });
  });
});
