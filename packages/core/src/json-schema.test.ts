import { describe, expect, it } from "vitest";
import { z } from "zod";
import { typeFromJsonSchema } from "./json-schema.ts";
import type { Json } from "./json.ts";
import { describeType, typeAt } from "./type.ts";

describe("the type of a JSON Schema", () => {
  it.each<[Json, string]>([
    [true, "anything"],
    [{}, "anything"],
    [{ type: "mystery" }, "anything"],
    [{ type: "null" }, "null"],
    [{ type: "boolean" }, "boolean"],
    [{ type: "number" }, "number"],
    [{ type: "integer" }, "number"],
    [{ type: "string" }, "text"],
    [{ type: "string", format: "email" }, "text"],
    [{ type: "string", format: "date" }, "date"],
    [{ type: "string", format: "date-time" }, "date-time"],
    [{ type: "array" }, "list"],
    [{ type: "array", items: { type: "number" } }, "list of number"],
    [{ type: ["string", "null"] }, "text or null"],
    [{ anyOf: [{ type: "string" }, { type: "number" }] }, "text or number"],
    [{ oneOf: [{ type: "string" }, { type: "string" }] }, "text"],
    [{ type: "object" }, "object"],
    [{ properties: { a: {} } }, "object"],
  ])("%j is %s", (schema, words) => {
    expect(describeType(typeFromJsonSchema(schema))).toBe(words);
  });

  it("has the schema's properties, and is closed only where it says so", () => {
    const closed = z.toJSONSchema(
      z.strictObject({ a: z.string(), b: z.array(z.number()) }),
    ) as Json;
    const type = typeFromJsonSchema(closed);
    expect(type).toMatchObject({ kind: "object", isOpen: false });
    expect(typeAt(type, ["b", 0])).toEqual({ found: true, type: { kind: "number" } });
    expect(typeFromJsonSchema({ type: "object" })).toMatchObject({ isOpen: true });
  });

  it("ends in a schema without end", () => {
    let deep: Json = { type: "number" };
    for (let depth = 0; depth < 100; depth += 1) deep = { type: "array", items: deep };
    const words = describeType(typeFromJsonSchema(deep));
    expect(words).toBe(`${"list of ".repeat(32)}list`);
  });
});
