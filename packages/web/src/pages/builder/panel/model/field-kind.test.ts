import { describe, expect, it } from "vitest";
import type { JsonSchema } from "../../../../api/catalog.ts";
import { fieldKind, fieldTitle } from "./field-kind.ts";

/* The schemas as the catalog gives them; that every step type has its form the browser tests show. */

const text: JsonSchema = { type: "string" };
const any: JsonSchema = { $ref: "#/$defs/__schema0" };
const duration: JsonSchema = {
  type: "object",
  properties: { amount: { type: "number" }, unit: { type: "string", enum: ["seconds", "days"] } },
};
const named: JsonSchema = { type: "object", additionalProperties: text };
const pairs: JsonSchema = {
  type: "array",
  items: { type: "object", properties: { name: text, value: text } },
};
const form = (name: string): JsonSchema => ({
  type: "object",
  properties: { kind: { type: "string", const: name } },
});

describe("the control of a field", () => {
  it.each<readonly [string, JsonSchema]>([
    ["text", { ...text, ui: "text" }],
    ["plain", text],
    ["date_time", { ...text, ui: "date_time" }],
    ["text", { ...any, ui: "date_time" }],
    ["connection", { ...text, ui: "connection" }],
    ["condition", { ...any, ui: "condition" }],
    ["code", { ...text, ui: "formula" }],
    ["value", { ...any, ui: "value" }],
    ["sample", any],
    ["typed", { ui: "typed", anyOf: [text, { type: "integer" }] }],
    ["text", { ui: "typed", anyOf: [text, text] }],
    ["typed", { type: ["string", "number"] }],
    ["number", { type: "integer", minimum: 1 }],
    ["boolean", { type: "boolean" }],
    ["choice", { type: "string", enum: ["a", "b"] }],
    ["fixed", { type: "string", const: "a" }],
    ["texts", { type: "array", items: text }],
    ["texts", { anyOf: [text, { type: "array", items: text }] }],
    ["list", { type: "array", items: form("a") }],
    ["named_values", named],
    ["named_values", { anyOf: [named, pairs] }],
    ["duration", duration],
    ["duration", { ui: "duration", anyOf: [{ type: "number" }, duration] }],
    ["variants", { oneOf: [form("a"), { oneOf: [form("b"), form("c")] }] }],
    ["object", { type: "object", properties: { a: text } }],
  ])("is %s for %j", (kind, schema) => {
    expect(fieldKind(schema).kind).toBe(kind);
  });

  it("counts the forms that are in a form", () => {
    const kind = fieldKind({ oneOf: [form("a"), { oneOf: [form("b"), form("c")] }] });
    expect(kind.kind === "variants" && kind.variants).toHaveLength(3);
  });

  it("leaves out bounds that every number has", () => {
    const maximum = Number.MAX_SAFE_INTEGER;
    expect(fieldKind({ type: "integer", minimum: 1, maximum })).toEqual({ kind: "number", min: 1 });
  });
});

describe("the title of a field", () => {
  it.each([
    ["ifNotMet", "If not met"],
    ["wait_for", "Wait for"],
  ])("is made of its name where it has none: %s", (name, title) => {
    expect(fieldTitle(name, {})).toBe(title);
    expect(fieldTitle(name, { title: "Own" })).toBe("Own");
  });
});
