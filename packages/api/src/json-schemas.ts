import {
  assert,
  branchSchema,
  conditionSchema,
  editOperationSchema,
  jsonValue,
  retrySchema,
  settingsSchema,
  stepSchema,
  triggerSchema,
} from "@stepwell/core";
import { z } from "zod";
import { problemSchema } from "./problem.ts";
import * as schemas from "./schemas.ts";

/*
 * JSON Schemas for one OpenAPI document. Schemas with a name stand once among its components; all
 * others are written where they are used.
 */

const names: readonly (readonly [string, z.ZodType])[] = [
  ["ApiKey", schemas.apiKey],
  ["Branch", branchSchema],
  ["Change", schemas.change],
  ["Condition", conditionSchema],
  ["Decision", schemas.decision],
  ["EditOperation", editOperationSchema],
  ["Event", schemas.event],
  ["EventSummary", schemas.eventSummary],
  ["Failure", schemas.failure],
  ["Finding", schemas.finding],
  ["Json", jsonValue],
  ["ParsedVariable", schemas.parsedVariable],
  ["Problem", problemSchema],
  ["Retry", retrySchema],
  ["Run", schemas.run],
  ["RunSummary", schemas.runSummary],
  ["Settings", settingsSchema],
  ["Step", stepSchema],
  ["StepRun", schemas.stepRun],
  ["Trigger", triggerSchema],
  ["Version", schemas.version],
  ["Workflow", schemas.workflow],
  ["WorkflowSummary", schemas.workflowSummary],
];

const place = "#/components/schemas/";

export interface JsonSchemas {
  /** The JSON Schema of a value that goes in, or comes out. */
  of(schema: z.ZodType, io: "input" | "output"): object;
  /** The named schemas used so far, by name. */
  components(): Readonly<Record<string, object>>;
}

export function makeJsonSchemas(): JsonSchemas {
  const found = new Map<string, string>();

  function keep(name: string, definition: object): void {
    const text = pointed(definition);
    const known = found.get(name) ?? text;
    assert(known === text, `the schema ${name} is the same wherever it is used`);
    found.set(name, text);
  }

  return {
    of(schema, io) {
      const { $schema: _, $defs = {}, ...root } = toJsonSchema(schema, io);
      for (const [name, definition] of Object.entries($defs))
        if (!isNameless(name)) keep(name, definition);
      return JSON.parse(pointed(root)) as object;
    },
    components() {
      const sorted = [...found].toSorted(([a], [b]) => (a < b ? -1 : 1));
      return Object.fromEntries(sorted.map(([name, text]) => [name, JSON.parse(text) as object]));
    },
  };
}

function toJsonSchema(schema: z.ZodType, io: "input" | "output") {
  return z.toJSONSchema(schema, {
    io,
    unrepresentable: "any",
    metadata: namedSchemas(),
    override: ({ jsonSchema }) => plain(jsonSchema, io),
  });
}

/** Takes out what says nothing to people; answers may get new fields, so they are open. */
function plain(schema: z.core.JSONSchema.BaseSchema, io: "input" | "output"): void {
  if (schema.format === "date-time") delete schema.pattern;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  if (JSON.stringify(schema.propertyNames) === '{"type":"string"}') delete schema.propertyNames;
  if (io === "output" && schema.additionalProperties === false) delete schema.additionalProperties;
}

/** What zod knows of schemas, and their names. */
function namedSchemas(): typeof z.globalRegistry {
  const ids = new Map(names.map(([id, schema]) => [schema as z.core.$ZodType, id]));
  const registry = z.registry<z.core.GlobalMeta>();
  registry.get = (schema) => {
    const { id: _, ...meta } = z.globalRegistry.get(schema) ?? {};
    const id = ids.get(schema);
    return id === undefined ? meta : { ...meta, id };
  };
  return registry;
}

/** zod's own name for a schema that refers to itself: with us that is always any JSON. */
function isNameless(name: string): boolean {
  return name.startsWith("__");
}

function pointed(schema: object): string {
  return JSON.stringify(schema).replaceAll(/"#\/\$defs\/(\w+)"/g, (_whole, name: string) =>
    JSON.stringify(place + (isNameless(name) ? "Json" : name)),
  );
}
