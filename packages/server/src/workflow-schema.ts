import { stepTypes, triggerTypes } from "@stepwell/catalog";
import {
  branchSchema,
  conditionSchema,
  definitionSchema,
  retrySchema,
  settingsSchema,
  stepSchema,
  triggerSchema,
} from "@stepwell/core";
import { z } from "zod";

/*
 * The JSON Schema of a definition, for editors: core's schema with the configs of the catalogue. A
 * step or trigger is one of the known types, told apart by `type`. What depends on other steps (are
 * references certain, do types fit) only the checker says.
 */

type Schema = z.core.JSONSchema.JSONSchema;

const id = "urn:stepwell:schema:workflow:v1";

export function workflowSchema(): Schema {
  const { $defs: shared = {}, ...root } = sharedSchema(definitionSchema);
  const steps = stepTypes.map((type) => variant("step", type, shared["Step"]));
  const triggers = triggerTypes.map((type) => variant("trigger", type, shared["Trigger"]));
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: id,
    title: "Stepwell workflow",
    description:
      "The definition of a workflow (stepwell/v1): one trigger and its steps. The same form in files (*.flow.json, *.flow.yaml), in the API and in the database.",
    ...root,
    $defs: {
      ...shared,
      Json: anyJson,
      Step: oneOf("A step: one unit of work. Its type says what it does.", steps),
      Trigger: oneOf("What starts the workflow.", triggers),
      ...Object.fromEntries([...steps, ...triggers].map(({ name, schema }) => [name, schema])),
    },
  };
}

interface Variant {
  readonly name: string;
  readonly schema: Schema;
}

interface CatalogueType {
  readonly type: string;
  readonly title: string;
  readonly summary: string;
  readonly config: z.ZodType;
}

/** The general step or trigger with one type and its config. */
function variant(kind: string, type: CatalogueType, general: Schema | undefined): Variant {
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

function oneOf(description: string, variants: readonly Variant[]): Schema {
  return { description, oneOf: variants.map(({ name }) => ({ $ref: `#/$defs/${name}` })) };
}

function configSchema(config: z.ZodType): Schema {
  const { $defs: _shared, $schema: _dialect, ...schema } = sharedSchema(config);
  return schema;
}

const anyJson: Schema = { description: "Any JSON value; templates may stand at any depth." };

const names: readonly (readonly [z.core.$ZodType, string])[] = [
  [branchSchema, "Branch"],
  [conditionSchema, "Condition"],
  [retrySchema, "Retry"],
  [settingsSchema, "Settings"],
  [stepSchema, "Step"],
  [triggerSchema, "Trigger"],
];

/** The JSON Schema of what people write, with a name for what is used in several places. */
function sharedSchema(schema: z.ZodType) {
  const registry = z.registry<z.core.GlobalMeta>();
  const byName = new Map(names);
  registry.get = (one) => {
    const name = byName.get(one);
    return { ...z.globalRegistry.get(one), ...(name !== undefined && { id: name }) };
  };
  const made = z.toJSONSchema(schema, {
    io: "input",
    unrepresentable: "any",
    metadata: registry as typeof z.globalRegistry,
    override: ({ jsonSchema }) => tidy(jsonSchema),
  });
  return JSON.parse(withNamedJson(made)) as Schema;
}

/** zod names schemas that refer to themselves by number: with us those are always any JSON. */
function withNamedJson(schema: object): string {
  return JSON.stringify(schema, (key, value: unknown) =>
    isNumbered(key) ? undefined : value,
  ).replaceAll(/#\/\$defs\/__schema\d+/g, "#/$defs/Json");
}

function isNumbered(key: string): boolean {
  return key.startsWith("__schema");
}

function tidy(schema: z.core.JSONSchema.BaseSchema): void {
  if (JSON.stringify(schema.propertyNames) === '{"type":"string"}') delete schema.propertyNames;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  // Fields of the builder's form: conditions have their own schema, the rest is for the form only.
  if (schema["ui"] === "condition") schema.$ref = "#/$defs/Condition";
  delete schema["ui"];
}
