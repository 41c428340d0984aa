import { findStep, type Definition, isJsonObject, type Json } from "@stepwell/core";
import type { Catalog, JsonSchema } from "../../../../api/catalog.ts";
import { fieldTitle } from "./field-kind.ts";
import { fieldPathOf } from "./field-path.ts";
import { variantIndex } from "./variant.ts";

interface Place {
  readonly stepId: string | null;
  /** As findings have it: `steps.0.config.url`. */
  readonly path: string;
}

export type Types = Pick<Catalog, "steps" | "triggers">;

/** How the panel calls the field of a config at that place; undefined where it shows none. */
export function fieldLabelAt(
  { stepId, path }: Place,
  { trigger, ...definition }: Definition,
  types: Types,
): string | undefined {
  if (!/\.config\./.test(path)) return undefined;
  const step = stepId === null ? trigger : findStep({ trigger, ...definition }, stepId)?.step;
  const schema = step && (stepId === null ? types.triggers : types.steps).get(step.type)?.config;
  if (!step || !schema) return undefined;
  return labelIn(schema, step.config, fieldPathOf(path).split("."));
}

function labelIn(
  schema: JsonSchema,
  value: Json | undefined,
  [name = "", ...inner]: readonly string[],
): string | undefined {
  const form = formOf(schema, value);
  const field = form.properties?.[name] ?? form.items;
  if (!field) return undefined;
  if (inner.length > 0) return labelIn(field, partOf(value, name), inner);
  return form.properties ? fieldTitle(name, field) : undefined;
}

/** Of several forms the one that the value has; the first one where none is told, as the checker does. */
function formOf(schema: JsonSchema, value: Json | undefined): JsonSchema {
  const forms = schema.oneOf ?? schema.anyOf;
  return forms ? (forms[Math.max(0, variantIndex(forms, value))] ?? schema) : schema;
}

function partOf(value: Json | undefined, name: string): Json | undefined {
  if (Array.isArray(value)) return (value as readonly Json[])[Number(name)];
  return isJsonObject(value) ? value[name] : undefined;
}
