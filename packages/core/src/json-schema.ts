import { isJsonArray, isJsonObject, type Json, type JsonObject } from "./json.ts";
import {
  booleanType,
  dateTimeType,
  dateType,
  listOf,
  nullType,
  numberType,
  objectOf,
  type Type,
  textType,
  unionOf,
  unknownType,
} from "./type.ts";

const depthMax = 32;

/** The part of a JSON Schema 2020-12 document that says what type a value has. */
export function typeFromJsonSchema(schema: Json, depth = 0): Type {
  if (!isJsonObject(schema) || depth > depthMax) return unknownType;
  const options = schema["anyOf"] ?? schema["oneOf"];
  if (isJsonArray(options))
    return unionOf(options.map((option) => typeFromJsonSchema(option, depth + 1)));
  const { type } = schema as { readonly type?: Json };
  if (isJsonArray(type))
    return unionOf(type.map((one) => typeFromJsonSchema({ ...schema, type: one }, depth + 1)));
  if (typeof type === "string") return namedType(type, schema, depth);
  return isJsonObject(schema["properties"]) ? objectFrom(schema, depth) : unknownType;
}

function namedType(name: string, schema: JsonObject, depth: number): Type {
  switch (name) {
    case "null":
      return nullType;
    case "boolean":
      return booleanType;
    case "number":
    case "integer":
      return numberType;
    case "string":
      return textFrom(schema["format"]);
    case "array":
      return listOf(typeFromJsonSchema(schema["items"] ?? true, depth + 1));
    case "object":
      return objectFrom(schema, depth);
    default:
      return unknownType;
  }
}

function textFrom(format: Json | undefined): Type {
  if (format === "date") return dateType;
  return format === "date-time" ? dateTimeType : textType;
}

function objectFrom(schema: JsonObject, depth: number): Type {
  const properties = isJsonObject(schema["properties"]) ? schema["properties"] : {};
  const fields = Object.entries(properties).map(
    ([name, inner]) => [name, typeFromJsonSchema(inner, depth + 1)] as const,
  );
  return objectOf(Object.fromEntries(fields), schema["additionalProperties"] !== false);
}
