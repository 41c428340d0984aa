import { difference, type Json, parseDefinition } from "@stepwell/core";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatDefinition } from "./definition-file.ts";
import { anyDefinition } from "./workflow-files/any-definition.suite.ts";
import { readSource } from "./workflow-files/source.ts";

function read(text: string) {
  const source = readSource(text);
  if (!source.ok) throw new Error(source.message);
  const parsed = parseDefinition(source.value);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return parsed.definition;
}

describe("the text of a definition", () => {
  it.each(["yaml", "json"] as const)("as %s says the same, and is the same again", (format) => {
    fc.assert(
      fc.property(anyDefinition, (definition) => {
        const text = formatDefinition(definition, format);
        const again = read(text);
        expect(again).toEqual(definition);
        expect(difference(again, definition)).toEqual([]);
        expect(formatDefinition(again, format)).toBe(text);
        expect(text).toMatch(/[^\n]\n$/);
        expect(text).not.toContain("\r");
      }),
      { numRuns: Number(process.env["FC_RUNS"] ?? 300) },
    );
  });

  it("does not depend on the order in which a definition's keys were written", () => {
    fc.assert(
      fc.property(anyDefinition, (definition) => {
        const { steps, ...rest } = definition;
        const turned = Object.fromEntries(Object.entries({ ...rest, steps }).toReversed());
        expect(formatDefinition(turned, "yaml")).toBe(formatDefinition(definition, "yaml"));
      }),
    );
  });

  it("has the keys in the order of the specification, at every depth", () => {
    const inner: Json = { type: "respond", config: { status: 200, body: {} }, id: "tell" };
    const step: Json = {
      retry: { attempts: 2 },
      onError: "fail",
      branches: [{ steps: [inner], title: "Yes", id: "yes" }],
      config: {},
      title: "Fork",
      type: "condition",
      id: "fork",
    };
    const text = formatDefinition(
      {
        settings: { timeZone: "UTC", mode: "sync" },
        steps: [step],
        trigger: { config: { mode: "sync" }, type: "webhook" },
        tags: ["a"],
        name: "Forked",
        format: "stepwell/v1",
      },
      "yaml",
    );
    expect(text).toBe(`format: stepwell/v1
name: Forked
tags:
  - a
trigger:
  type: webhook
  config:
    mode: sync
steps:
  - id: fork
    type: condition
    title: Fork
    branches:
      - id: "yes"
        title: "Yes"
        steps:
          - id: tell
            type: respond
            config:
              status: 200
              body: {}
    retry:
      attempts: 2
    onError: fail
settings:
  mode: sync
  timeZone: UTC
`);
  });
});
