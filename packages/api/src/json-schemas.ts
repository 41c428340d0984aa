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
import type { z } from "zod";
import { jsonName, namedJsonSchema } from "./named-json-schema.ts";
import { problemSchema } from "./problem.ts";
import * as schemas from "./schemas.ts";

/*
 * JSON Schemas for one OpenAPI document. Schemas with a name stand once among its components; all
 * others are written where they are used.
 */

const names: ReadonlyMap<z.core.$ZodType, string> = new Map<z.core.$ZodType, string>([
  [schemas.apiKey, "ApiKey"],
  [branchSchema, "Branch"],
  [schemas.change, "Change"],
  [conditionSchema, "Condition"],
  [schemas.decision, "Decision"],
  [editOperationSchema, "EditOperation"],
  [schemas.event, "Event"],
  [schemas.eventSummary, "EventSummary"],
  [schemas.failure, "Failure"],
  [schemas.attempt, "Attempt"],
  [schemas.finding, "Finding"],
  [jsonValue, jsonName],
  [schemas.parsedVariable, "ParsedVariable"],
  [problemSchema, "Problem"],
  [retrySchema, "Retry"],
  [schemas.run, "Run"],
  [schemas.runSummary, "RunSummary"],
  [schemas.listedRun, "ListedRun"],
  [settingsSchema, "Settings"],
  [stepSchema, "Step"],
  [schemas.stepRun, "StepRun"],
  [triggerSchema, "Trigger"],
  [schemas.variable, "Variable"],
  [schemas.version, "Version"],
  [schemas.workflow, "Workflow"],
  [schemas.workflowSummary, "WorkflowSummary"],
]);

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
    assert((found.get(name) ?? text) === text, `the schema ${name} is the same everywhere`);
    found.set(name, text);
  }

  return {
    of(schema, io) {
      const made = namedJsonSchema(schema, { io, names });
      for (const [name, definition] of Object.entries(made.named)) keep(name, definition);
      return JSON.parse(pointed(made.schema)) as object;
    },
    components() {
      const sorted = [...found].toSorted(([a], [b]) => (a < b ? -1 : 1));
      return Object.fromEntries(sorted.map(([name, text]) => [name, JSON.parse(text) as object]));
    },
  };
}

/** The schema as a part of the document: it looks for names among the components. */
function pointed(schema: object): string {
  return JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/');
}
