import { z } from "zod";

/*
 * A JSON Schema in which chosen schemas have names instead of being written out wherever they are
 * used; those that refer to themselves need one.
 */

export type JsonSchema = z.core.JSONSchema.JSONSchema;

export interface NamedJsonSchema {
  /** Refers to the named ones as `#/$defs/NAME`. */
  readonly schema: JsonSchema;
  readonly named: Readonly<Record<string, JsonSchema>>;
}

export interface SchemaNames {
  /** What people write, or what they are answered: defaults differ. */
  readonly io: "input" | "output";
  readonly names: ReadonlyMap<z.core.$ZodType, string>;
}

/** The name of any JSON value: zod's own recursive schema, made anew wherever it is used. */
export const jsonName = "Json";

export function namedJsonSchema(schema: z.ZodType, { io, names }: SchemaNames): NamedJsonSchema {
  const made = z.toJSONSchema(schema, {
    io,
    unrepresentable: "any",
    metadata: registryOf(names),
    override: ({ jsonSchema }) => plain(jsonSchema, io),
  });
  const text = JSON.stringify(made).replaceAll(/#\/\$defs\/__\w+/g, `#/$defs/${jsonName}`);
  const { $schema: _, $defs = {}, ...root } = JSON.parse(text) as JsonSchema;
  const named = Object.entries($defs).filter(([name]) => !name.startsWith("__"));
  return { schema: root, named: Object.fromEntries(named) };
}

/** What zod knows of schemas, and their names. */
function registryOf(names: SchemaNames["names"]): typeof z.globalRegistry {
  const registry = z.registry<z.core.GlobalMeta>();
  registry.get = (schema) => {
    const id = names.get(schema);
    return { ...z.globalRegistry.get(schema), ...(id !== undefined && { id }) };
  };
  return registry;
}

/** Takes out what says nothing to people; answers may get new fields, so they are open. */
function plain(schema: z.core.JSONSchema.BaseSchema, io: "input" | "output"): void {
  if (schema.format === "date-time") delete schema.pattern;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  if (JSON.stringify(schema.propertyNames) === '{"type":"string"}') delete schema.propertyNames;
  if (io === "output" && schema.additionalProperties === false) delete schema.additionalProperties;
}
