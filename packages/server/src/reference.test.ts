import { readFileSync } from "node:fs";
import { join } from "node:path";
import { getCatalog, openApi } from "@stepwell/api";
import { stepTypes, triggerTypes } from "@stepwell/catalog";
import { formulaPage } from "@stepwell/core";
import { z } from "zod";
import { describe, expect, it } from "vitest";
import { openTestServer, testVersion } from "./open-test-server.suite.ts";
import {
  calculate,
  delay,
  failing,
  manual,
  onEvent,
  output,
  post,
  respond,
  webhook,
} from "./sample-definitions.suite.ts";
import { workflowSchema } from "./workflow-schema.ts";

const root = join(import.meta.dirname, "../../..");
const fileOf = (name: string): unknown =>
  JSON.parse(readFileSync(join(root, "docs/reference", name), "utf8"));
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  version: string;
};

describe("the reference", () => {
  it("in the repository is as the sources are: npm run reference", () => {
    expect(fileOf("openapi.json")).toEqual(openApi(version));
    expect(fileOf("workflow.schema.json")).toEqual(workflowSchema());
    expect(readFileSync(join(root, "docs/reference/formulas.md"), "utf8")).toBe(formulaPage());
  });

  it("is served without a key", async () => {
    const test = await openTestServer();
    const api = await test.send("/openapi.json");
    const schema = await test.send("/schemas/workflow.json");
    expect(await api.json()).toEqual(openApi(testVersion));
    expect(await schema.json()).toEqual(workflowSchema());
    expect(schema.headers.get("content-type")).toContain("application/schema+json");
    await test.close();
  });
});

describe("the JSON Schema of a definition", () => {
  const schema = z.fromJSONSchema(workflowSchema());
  const fits = (definition: unknown): boolean => schema.safeParse(definition).success;
  const branch = (id: string, ...steps: readonly object[]) => ({ id, steps });

  it("says what it is", () => {
    expect(workflowSchema()).toMatchObject({
      $schema: "https://json-schema.org/draft/2020-12/schema",
      $id: "urn:stepwell:schema:workflow:v1",
      title: "Stepwell workflow",
    });
  });

  it("refers to nothing that it does not hold", () => {
    const text = JSON.stringify(workflowSchema());
    const { $defs = {} } = workflowSchema();
    const names = [...text.matchAll(/"\$ref":"([^"]*)"/g)].map(([, ref = ""]) => ref);
    for (const ref of names) expect(ref.replace("#/$defs/", "") in $defs, ref).toBe(true);
    for (const name of Object.keys($defs)) expect(names).toContain(`#/$defs/${name}`);
  });

  it.each([
    manual([calculate("a", "1"), delay(), failing(), output({ deep: ["{{ trigger.x }}"] })]),
    webhook([respond({ status: "{{ trigger.body.status }}", body: null })], { mode: "sync" }),
    onEvent("order.paid", [post("call", "https://example.com", { retry: { attempts: 3 } })], {
      when: { all: [{ left: "{{ trigger.x }}", operator: "equals", right: 1 }] },
      settings: { timeout: { amount: 1, unit: "hours" }, concurrency: { limit: 1 } },
    }),
    manual([
      {
        id: "each",
        type: "loop",
        config: { over: 3, if: { left: 1, operator: "exists" } },
        branches: [branch("body", calculate("b", "1"))],
      },
    ]),
  ])("takes what the product takes: %#", (definition) => {
    expect(fits(definition)).toBe(true);
  });

  it.each(stepTypes.map((type) => [type.type, type] as const))(
    "takes the sample of the step %s, and no unknown field in its config",
    (type, { sample }) => {
      const step = (config: object) => manual([{ id: "a", type, config }]);
      expect(fits(step(sample))).toBe(true);
      expect(fits(step({ ...sample, nobodyKnowsThis: 1 }))).toBe(false);
    },
  );

  it.each(triggerTypes.map((type) => [type.type, type] as const))(
    "takes the sample of the trigger %s, and no unknown field in its config",
    (type, { sample }) => {
      const definition = { ...manual([]), trigger: { type, config: sample } };
      const config = { ...sample, nobodyKnowsThis: 1 };
      expect(fits(definition)).toBe(true);
      expect(fits({ ...definition, trigger: { type, config } })).toBe(false);
    },
  );

  it.each([
    ["an unknown step type", manual([{ id: "a", type: "teleport", config: {} }])],
    ["an unknown trigger type", { ...manual([]), trigger: { type: "moon" } }],
    ["a step without its required config", manual([{ id: "a", type: "calculate" }])],
    ["a wrong id", manual([{ ...output(1), id: "With Space" }])],
    [
      "a wrong value deep inside",
      manual([
        {
          id: "p",
          type: "parallel",
          branches: [branch("x", { id: "d", type: "delay", config: {} })],
        },
      ]),
    ],
    ["a condition of another form", onEvent("t", [], { when: { left: 1 } })],
    ["another format", { ...manual([]), format: "stepwell/v2" }],
    ["an unknown field", { ...manual([]), colour: "red" }],
  ])("refuses %s", (_what, definition) => {
    expect(fits(definition)).toBe(false);
  });
});

describe("the catalogue", () => {
  it("has every step type and trigger type with the JSON Schema of its config", async () => {
    const test = await openTestServer();
    const call = await test.client("viewer");
    const { steps, triggers } = await call(getCatalog);
    const types = [...steps, ...triggers] as { type: string; config: { $schema: string } }[];
    expect(types.map(({ type }) => type)).toEqual(
      expect.arrayContaining(["http", "delay", "loop", "webhook", "event", "manual"]),
    );
    for (const { config } of types) expect(config.$schema).toContain("2020-12");
    await test.close();
  });
});
