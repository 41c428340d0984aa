import { describe, expect, it } from "vitest";
import { z } from "zod";
import { definitionSchema, parseDefinition } from "./definition.ts";
import type { Json, JsonObject } from "./json.ts";

const whole: JsonObject = {
  format: "stepwell/v1",
  name: "  Orders ",
  description: "What it does",
  folder: "Sales",
  tags: ["a"],
  trigger: { type: "webhook", when: { left: 1, operator: "equals", right: 1 } },
  settings: {
    mode: "async",
    timeout: { amount: 180, unit: "days" },
    cycleLimit: 2,
    concurrency: { limit: 1, key: "{{ trigger.id }}" },
    retention: { succeededDays: 7, failedDays: 30, canceledDays: 0 },
    confidential: true,
    timeZone: "Europe/Berlin",
  },
  steps: [
    {
      id: "one",
      type: "fork",
      title: "One",
      onError: "branch",
      timeout: 1000,
      retry: { attempts: 3 },
      branches: [{ id: "error", title: "E", steps: [{ id: "two", type: "calc" }] }],
    },
  ],
};

function issues(change: JsonObject): readonly string[] {
  const parsed = parseDefinition({ ...whole, ...change });
  return parsed.ok ? [] : parsed.issues.map(({ path, code }) => `${path.join(".")}: ${code}`);
}

const step = (more: JsonObject): JsonObject => ({ steps: [{ id: "one", type: "calc", ...more }] });

describe("a definition", () => {
  it("is parsed with its defaults", () => {
    const parsed = parseDefinition(whole);
    expect(parsed).toMatchObject({
      ok: true,
      definition: {
        name: "Orders",
        trigger: { type: "webhook", config: {} },
        steps: [
          {
            config: {},
            retry: { attempts: 3, initialDelay: 1000, factor: 2, maxDelay: 60_000, jitter: true },
          },
        ],
      },
    });
  });

  it.each<[string, JsonObject, string]>([
    ["another format", { format: "stepwell/v2" }, "format: invalid_value"],
    ["no name", { name: " " }, "name: too_small"],
    ["an unknown field", { colour: "red" }, ": unrecognized_keys"],
    ["too many tags", { tags: Array.from({ length: 51 }, String) }, "tags: too_big"],
    ["an id in capitals", step({ id: "One" }), "steps.0.id: invalid_format"],
    ["an id that begins with a digit", step({ id: "1a" }), "steps.0.id: invalid_format"],
    ["an id that is too long", step({ id: "a".repeat(65) }), "steps.0.id: invalid_format"],
    ["an unknown error policy", step({ onError: "ignore" }), "steps.0.onError: invalid_value"],
    ["no attempts", step({ retry: { attempts: 0 } }), "steps.0.retry.attempts: too_small"],
    ["a time-out of nothing", step({ timeout: 0 }), "steps.0.timeout: custom"],
    [
      "a step deep inside",
      step({ branches: [{ id: "b", steps: [{ id: "x" }] }] }),
      "steps.0.branches.0.steps.0.type: invalid_type",
    ],
    [
      "a time-out of half a year and a day",
      { settings: { timeout: { amount: 181, unit: "days" } } },
      "settings.timeout: custom",
    ],
    [
      "a condition that is none",
      { trigger: { type: "x", when: { left: 1 } } },
      "trigger.when: invalid_union",
    ],
    [
      "a concurrency of nothing",
      { settings: { concurrency: { limit: 0 } } },
      "settings.concurrency.limit: too_small",
    ],
  ])("with %s is refused", (_what, change, issue) => {
    expect(issues(change)).toEqual([issue]);
  });

  it("may have any JSON as config, and nothing else", () => {
    expect(issues(step({ config: { deep: [{ "any key": null }] } }))).toEqual([]);
    expect(issues(step({ config: "text" }))).toEqual(["steps.0.config: invalid_type"]);
  });

  it("has a published JSON Schema", () => {
    const schema = z.toJSONSchema(definitionSchema, { io: "input" }) as Json;
    expect(schema).toMatchObject({ required: ["format", "name", "trigger", "steps"] });
  });
});
