import { conditionField, jsonField, textField, valueField } from "@stepwell/core";
import { stepTypes, triggerTypes } from "@stepwell/catalog";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { JsonSchema } from "../../../../api/catalog.ts";
import { fieldKind } from "./field-kind.ts";

function schemaOf(type: z.ZodType): JsonSchema {
  return z.toJSONSchema(type, { io: "input", unrepresentable: "any" }) as JsonSchema;
}

function kindsOf(name: string): Readonly<Record<string, string>> {
  const type = [...stepTypes, ...triggerTypes].find(({ type }) => type === name);
  const { properties = {} } = schemaOf(type?.config ?? z.never());
  return Object.fromEntries(
    Object.entries(properties).map(([field, schema]) => [field, fieldKind(schema).kind]),
  );
}

describe("the control of a field", () => {
  it.each([
    [textField(), "text"],
    [z.string(), "plain"],
    [jsonField(), "value"],
    [conditionField(), "condition"],
    [valueField(z.int()), "typed"],
    [valueField(z.string()), "text"],
    [z.int().min(1), "number"],
    [z.boolean().default(true), "boolean"],
    [z.enum(["a", "b"]), "choice"],
    [z.array(z.string()), "texts"],
    [z.record(z.string(), textField()), "named_values"],
  ])("is told by its schema (%#)", (type, kind) => {
    expect(fieldKind(schemaOf(type)).kind).toBe(kind);
  });

  it("fits every field of an HTTP request", () => {
    expect(kindsOf("http")).toEqual({
      method: "choice",
      url: "text",
      query: "named_values",
      headers: "named_values",
      body: "value",
      bodyType: "choice",
      connection: "connection",
      timeoutMs: "number",
      followRedirects: "boolean",
      output: "choice",
      sample: "sample",
      atMostOnce: "boolean",
    });
  });

  it("fits the fields of other types", () => {
    expect(kindsOf("loop")).toMatchObject({ over: "value", while: "condition", if: "condition" });
    expect(kindsOf("email")).toMatchObject({ to: "texts", subject: "text", attachments: "list" });
    expect(kindsOf("wait_for_event")).toMatchObject({ timeout: "duration", match: "list" });
    expect(kindsOf("script")).toMatchObject({ code: "code", arguments: "named_values" });
    expect(kindsOf("webhook")).toMatchObject({ auth: "variants", variables: "list" });
    expect(kindsOf("event")).toMatchObject({ type: "texts" });
  });
});
