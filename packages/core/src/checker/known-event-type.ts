import { isJsonArray, isJsonObject, type Json } from "../json.ts";
import { typeFromJsonSchema } from "../json-schema.ts";
import { typeOfSample } from "../sample-type.ts";
import { type Type, unionOf, unknownType } from "../type.ts";

/** What an environment knows of the data of a type of event. */
export interface KnownEventType {
  /** As its JSON Schema promises it; unknown without one. */
  readonly type: Type;
  /** Most likely: without the fields that schema or sample do not name. */
  readonly likely: Type;
  readonly sample: Json | undefined;
}

export interface EventTypeFacts {
  readonly schema?: Json | undefined;
  readonly sample?: Json | undefined;
}

export function knownEventType({ schema, sample }: EventTypeFacts): KnownEventType {
  if (schema !== undefined)
    return { type: typeFromJsonSchema(schema), likely: typeFromJsonSchema(closed(schema)), sample };
  const likely = sample === undefined ? unknownType : typeOfSample(sample);
  return { type: unknownType, likely, sample };
}

/** Of an event that may be of any of these types; unknown where one is not known. */
export function anyEventType(types: readonly (KnownEventType | undefined)[]): KnownEventType {
  return {
    type: unionOf(types.map((one) => one?.type ?? unknownType)),
    likely: unionOf(types.map((one) => one?.likely ?? unknownType)),
    sample: types.find((one) => one?.sample !== undefined)?.sample,
  };
}

/** Keywords beside `properties` that may allow more of them. */
const openings = ["additionalProperties", "patternProperties", "allOf", "$ref", "if"];
const depthMax = 32;

/** Objects whose schema names properties and does not say whether there are others have no others. */
function closed(schema: Json, depth = 0): Json {
  if (isJsonArray(schema)) return schema.map((one) => closed(one, depth + 1));
  if (!isJsonObject(schema) || depth > depthMax) return schema;
  const inner = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, closedPart(key, value, depth)]),
  );
  const isClosed = isJsonObject(schema["properties"]) && !openings.some((key) => key in schema);
  return isClosed ? { ...inner, additionalProperties: false } : inner;
}

function closedPart(key: string, value: Json, depth: number): Json {
  if (key === "items" || key === "anyOf" || key === "oneOf") return closed(value, depth + 1);
  if (key !== "properties" || !isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, closed(one, depth + 1)]),
  );
}
