import { describe, expect, it } from "vitest";
import { z } from "zod";
import { connectionName } from "../connection.ts";
import { connectionUses } from "../connection-uses.ts";
import { defineAction } from "../define-step.ts";
import { definitionWith } from "../edit/sample-definition.suite.ts";
import { jsonField, secretField } from "../fields.ts";
import type { Json } from "../json.ts";
import { defaultLimits } from "../limits.ts";
import { makeRegistry } from "../registry.ts";
import { unknownType } from "../type.ts";
import { checkDefinition } from "./check.ts";
import type { KnownNames } from "./known.ts";
import { stop, trigger } from "./sample-check.suite.ts";
import { registry as samples } from "./sample-registry.suite.ts";

/* What only the environment knows: its variables, secrets and connections. */

const call = defineAction({
  type: "call",
  group: "connect",
  title: "T",
  summary: "S",
  icon: "i",
  sample: {},
  config: z.strictObject({
    connection: connectionName.optional(),
    header: secretField().optional(),
    url: jsonField().optional(),
  }),
  connectionKinds: ["basic", "bearer"],
  output: () => unknownType,
  promise: () => "at_least_once",
});
const registry = makeRegistry([...samples.steps.values(), call], [...samples.triggers.values()]);

const all: KnownNames = {
  env: ["REGION"],
  secrets: ["TOKEN"],
  connections: [
    { name: "shop", kind: "basic" },
    { name: "mail", kind: "smtp" },
  ],
};

function findingsOf(config: Json, names: KnownNames = all) {
  const definition = definitionWith({ trigger, steps: [{ id: "a", type: "call", config }] });
  return checkDefinition(definition, registry, defaultLimits, names).map(
    ({ code, path, hint = "" }) => `${code} ${path} ${hint}`.trim(),
  );
}

describe("names of the environment", () => {
  it.each<[string, Json, readonly string[]]>([
    ["a connection that is there", { connection: "shop" }, []],
    [
      "one that is not",
      { connection: "shp" },
      ["unknown_connection steps.0.config.connection Did you mean “shop”?"],
    ],
    ["one of another kind", { connection: "mail" }, ["unfit_connection steps.0.config.connection"]],
    ["a variable that is there", { url: "{{ env.REGION }}" }, []],
    ["one with a default", { url: '{{ env.NONE ?? "eu" }}' }, []],
    [
      "one that is not",
      { url: "{{ env.REGIO }}" },
      ["unknown_env steps.0.config.url Did you mean “REGION”?"],
    ],
    ["a part of a text", { url: "{{ env.REGION.x }}" }, ["unknown_field steps.0.config.url"]],
    ["a secret where it may be", { header: "Bearer {{ secrets.TOKEN }}" }, []],
    [
      "one that is not there",
      { header: "{{ secrets.TOKN }}" },
      ["unknown_secret steps.0.config.header Did you mean “TOKEN”?"],
    ],
    ["all of them", { header: "{{ secrets }}" }, ["unknown_secret steps.0.config.header"]],
    [
      "one where it may not be",
      { url: "{{ secrets.TOKEN }}" },
      [
        "secret_not_allowed steps.0.config.url Use a secret only in a field that says it takes one.",
      ],
    ],
  ])("%s", (_what, config, expected) => {
    expect(findingsOf(config)).toEqual(expected);
  });

  it.each<[string, Json, readonly string[]]>([
    ["a trigger's secret that is there", { isOpen: false, secret: "TOKEN" }, []],
    [
      "one that is not",
      { isOpen: false, secret: "TOKN" },
      ["error unknown_secret trigger.config.secret Did you mean “TOKEN”?"],
    ],
  ])("%s", (_what, config, expected) => {
    const definition = definitionWith({ trigger: { type: "hook", config }, steps: [stop("a")] });
    const told = (names: KnownNames) =>
      checkDefinition(definition, registry, defaultLimits, names).map(
        ({ severity, code, path, hint = "" }) => `${severity} ${code} ${path} ${hint}`.trim(),
      );
    expect(told(all)).toEqual(expected);
    expect(told({})).toEqual([]);
  });

  it("that are not given are not checked", () => {
    const config = { connection: "x", url: "{{ env.X }}", header: "{{ secrets.X }}" };
    expect(findingsOf(config, {})).toEqual([]);
  });

  it("of connections are found in a definition, at any depth", () => {
    const inner = { id: "b", type: "call", config: { connection: "mail" } };
    const definition = definitionWith({
      trigger,
      steps: [
        { id: "a", type: "call", config: { connection: "shop" } },
        { id: "both", type: "both", branches: [{ id: "x", steps: [inner] }] },
        { id: "look", type: "look", config: { at: 1, connection: "other" } },
      ],
    });
    expect(connectionUses(definition, registry)).toEqual(["shop", "mail"]);
  });
});
