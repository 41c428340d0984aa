import { type JsonSchema, jsonName, namedJsonSchema } from "@stepwell/api";
import { stepTypes, triggerTypes } from "@stepwell/catalog";
import {
  branchSchema,
  conditionSchema,
  definitionSchema,
  isJsonObject,
  retrySchema,
  settingsSchema,
  stepSchema,
  triggerSchema,
} from "@stepwell/core";
import type { z } from "zod";

/*
 * The JSON Schema of a definition, for editors: core's schema with the configs of the catalogue. A
 * step or trigger is one of the known types, told apart by `type`. What depends on other steps (are
 * references certain, do types fit) only the checker says.
 */

const id = "urn:stepwell:schema:workflow:v1";

export function workflowSchema(): JsonSchema {
  const { schema, named } = namedJsonSchema(definitionSchema, { io: "input", names });
  const steps = stepTypes.map((type) => variant("step", type, named["Step"]));
  const triggers = triggerTypes.map((type) => variant("trigger", type, named["Trigger"]));
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: id,
    title: "Stepwell workflow",
    description:
      "The definition of a workflow (stepwell/v1): one trigger and its steps. The same form in files (*.flow.json, *.flow.yaml), in the API and in the database.",
    ...schema,
    $defs: {
      ...named,
      [jsonName]: anyJson,
      Step: oneOf("A step: one unit of work. Its type says what it does.", steps),
      Trigger: oneOf("What starts the workflow.", triggers),
      ...Object.fromEntries([...steps, ...triggers].map(({ name, schema }) => [name, schema])),
    },
  };
}

interface Variant {
  readonly name: string;
  readonly schema: JsonSchema;
}

interface CatalogueType {
  readonly type: string;
  readonly title: string;
  readonly summary: string;
  readonly config: z.ZodType;
}

/** The general step or trigger with one type and its config. */
function variant(kind: string, type: CatalogueType, general: JsonSchema | undefined): Variant {
  const { properties = {}, required = [], ...rest } = general ?? {};
  const config = configSchema(type.config);
  const needsConfig = !type.config.safeParse({}).success;
  return {
    name: `${kind}_${type.type}`,
    schema: {
      title: type.title,
      description: type.summary,
      ...rest,
      properties: { ...properties, type: { const: type.type }, config },
      required: needsConfig ? [...required, "config"] : [...required],
    },
  };
}

function oneOf(description: string, variants: readonly Variant[]): JsonSchema {
  return { description, oneOf: variants.map(({ name }) => ({ $ref: `#/$defs/${name}` })) };
}

function configSchema(config: z.ZodType): JsonSchema {
  const { schema } = namedJsonSchema(config, { io: "input", names });
  return JSON.parse(JSON.stringify(schema, withoutForm)) as JsonSchema;
}

/** `ui` is for the builder's form; a condition has its own schema, which the config's cannot tell. */
function withoutForm(key: string, value: unknown): unknown {
  if (key === "ui") return undefined;
  if (!isJsonObject(value) || value["ui"] !== "condition") return value;
  return { ...value, $ref: "#/$defs/Condition" };
}

const anyJson: JsonSchema = { description: "Any JSON value; templates may stand at any depth." };

const names: ReadonlyMap<z.core.$ZodType, string> = new Map<z.core.$ZodType, string>([
  [branchSchema, "Branch"],
  [conditionSchema, "Condition"],
  [retrySchema, "Retry"],
  [settingsSchema, "Settings"],
  [stepSchema, "Step"],
  [triggerSchema, "Trigger"],
]);
