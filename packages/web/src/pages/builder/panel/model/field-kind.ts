import type { JsonSchema } from "../../../../api/catalog.ts";
import { wordsOfName } from "../../../../api/words-of-name.ts";

/* Which control a field of a config needs: told by its meta `ui`, else by its JSON Schema. */

export type CodeLanguage = "plain" | "json" | "javascript";

export type FieldKind =
  /** Text, with variables. */
  | { readonly kind: "text"; readonly isLong: boolean }
  /** Text as it is written. */
  | { readonly kind: "plain" }
  /** A number, or one variable. */
  | { readonly kind: "typed" }
  | { readonly kind: "number"; readonly min?: number; readonly max?: number }
  | { readonly kind: "boolean" }
  | { readonly kind: "choice"; readonly options: readonly string[] }
  /** Always the same: which of several forms this is. */
  | { readonly kind: "fixed" }
  | { readonly kind: "condition" }
  /** Any JSON; `isJson` where it is mostly more than a text. */
  | { readonly kind: "value"; readonly isJson: boolean }
  /** JSON as it is written. */
  | { readonly kind: "sample" }
  | {
      readonly kind: "duration";
      readonly units: readonly string[];
      readonly takesVariables: boolean;
    }
  | { readonly kind: "code"; readonly language: CodeLanguage; readonly takesPaths: boolean }
  | {
      readonly kind: "named_values";
      readonly form: "record" | "list";
      readonly value: JsonSchema;
    }
  /** One text or several. */
  | { readonly kind: "texts"; readonly item: JsonSchema; readonly takesOne: boolean }
  | { readonly kind: "list"; readonly item: JsonSchema }
  | { readonly kind: "object"; readonly schema: JsonSchema }
  | { readonly kind: "variants"; readonly variants: readonly JsonSchema[] }
  | { readonly kind: "connection" | "workflow" | "event_type" | "time_zone" | "date_time" };

export function fieldKind(schema: JsonSchema): FieldKind {
  return kindByUi(schema) ?? kindByShape(schema);
}

function kindByUi(schema: JsonSchema): FieldKind | undefined {
  switch (schema["ui"]) {
    case "text":
      return { kind: "text", isLong: false };
    case "long_text":
    case "template":
      return { kind: "text", isLong: true };
    case "typed":
      return { kind: hasNumber(schema) ? "typed" : "text", isLong: false };
    case "value":
      return schema.type === "string" ? undefined : valueKind(schema);
    case "json":
      return { kind: "value", isJson: true };
    case "sample":
      return { kind: "sample" };
    case "formula":
    case "mathjs":
      return { kind: "code", language: "plain", takesPaths: true };
    case "code":
      return { kind: "code", language: "plain", takesPaths: false };
    case "javascript":
      return { kind: "code", language: "javascript", takesPaths: false };
    case "date_time":
      return schema.type === "string" ? { kind: "date_time" } : { kind: "text", isLong: false };
    case "condition":
    case "connection":
    case "workflow":
    case "event_type":
    case "time_zone":
      return schema["ui"] === "event_type" && schema.anyOf ? undefined : { kind: schema["ui"] };
    default:
      return undefined;
  }
}

/** Values that are written as text, a number or a list of these are best written as text. */
function valueKind({ anyOf }: JsonSchema): FieldKind {
  return anyOf ? { kind: "text", isLong: false } : { kind: "value", isJson: false };
}

function hasNumber({ anyOf = [] }: JsonSchema): boolean {
  return anyOf.some(({ type }) => type === "number" || type === "integer");
}

function kindByShape(schema: JsonSchema): FieldKind {
  if (schema.const !== undefined) return { kind: "fixed" };
  if (schema.enum) return { kind: "choice", options: schema.enum.map(String) };
  const forms = schema.oneOf ?? schema.anyOf;
  if (forms) return kindOfForms(forms);
  switch (schema.type) {
    case "boolean":
      return { kind: "boolean" };
    case "integer":
    case "number":
      return numberKind(schema);
    case "string":
      return { kind: "plain" };
    case "array":
      return listKind(schema.items ?? {});
    case "object":
      return objectKind(schema);
    default:
      return Array.isArray(schema.type) ? { kind: "typed" } : { kind: "sample" };
  }
}

/** Bounds that are only those of the number type say nothing. */
function numberKind({ minimum, maximum }: JsonSchema): FieldKind {
  const isBound = (bound: number | undefined): bound is number =>
    bound !== undefined && Number.isFinite(bound) && Math.abs(bound) < Number.MAX_SAFE_INTEGER;
  return {
    kind: "number",
    ...(isBound(minimum) && { min: minimum }),
    ...(isBound(maximum) && { max: maximum }),
  };
}

function listKind(item: JsonSchema): FieldKind {
  const isText = item.type === "string" || item.anyOf?.[0]?.type === "string";
  return isText ? { kind: "texts", item, takesOne: false } : { kind: "list", item };
}

function objectKind(schema: JsonSchema): FieldKind {
  const { properties = {}, additionalProperties } = schema;
  if (isDuration(schema)) return durationKind(schema);
  if (typeof additionalProperties === "object" && Object.keys(properties).length === 0)
    return { kind: "named_values", form: "record", value: additionalProperties };
  return { kind: "object", schema };
}

function durationKind({ properties = {} }: JsonSchema): FieldKind {
  return {
    kind: "duration",
    units: (properties["unit"]?.enum ?? []).map(String),
    takesVariables: properties["amount"]?.["ui"] === "typed",
  };
}

function kindOfForms(forms: readonly JsonSchema[]): FieldKind {
  const [first = {}, second = {}] = forms;
  if (first.type === "number" && isDuration(second)) return durationKind(second);
  if (first.type === "object" && second.type === "array") return namedValues(first, second);
  if (first.type === "string" && second.type === "array")
    return { kind: "texts", item: second.items ?? first, takesOne: true };
  const variants = forms.flatMap((form) => form.oneOf ?? [form]);
  if (variants.every(({ type }) => type === "object")) return { kind: "variants", variants };
  return hasNumber({ anyOf: forms }) ? { kind: "typed" } : { kind: "value", isJson: false };
}

function isDuration({ properties = {} }: JsonSchema): boolean {
  return properties["amount"] !== undefined && properties["unit"]?.enum !== undefined;
}

function namedValues({ additionalProperties }: JsonSchema, list: JsonSchema): FieldKind {
  const ofRecord = typeof additionalProperties === "object" ? additionalProperties : {};
  const value = list.items?.properties?.["value"] ?? ofRecord;
  return { kind: "named_values", form: "record", value: { ui: "text", ...withoutForms(value) } };
}

/** Written as text, whatever else is allowed. */
function withoutForms({ title = "" }: JsonSchema): JsonSchema {
  return { title, type: "string" };
}

export function fieldTitle(name: string, { title }: JsonSchema): string {
  return title === undefined || title === "" ? wordsOfName(name) : title;
}
