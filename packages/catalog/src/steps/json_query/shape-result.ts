import {
  describeType,
  isJsonArray,
  isJsonObject,
  type Json,
  type Resolved,
  StepError,
  typeOfJson,
} from "@stepwell/core";
import type { NamedPath } from "../../sample/named-path.ts";
import { readField } from "../../sample/read-field.ts";
import { parsePath } from "../../sample/value-path.ts";

/**
 * The result, or each item of a list, as an object with the model's names. Nothing stays nothing.
 * @throws StepError
 */
export function shapeResult(found: Json, model: readonly Resolved<NamedPath>[]): Json {
  if (found === null) return null;
  const fields = model.map((field) => ({ ...field, path: parsePath(field.path) ?? [] }));
  const shape = (value: Json): Json => {
    const entries = fields.map(({ name, path, default: fallback }) => {
      const inner = readField(value, path, "collapse") ?? fallback;
      return [name, inner ?? null] as const;
    });
    return Object.fromEntries(entries);
  };
  if (isJsonArray(found)) return found.map(shape);
  if (isJsonObject(found)) return shape(found);
  const given = describeType(typeOfJson(found));
  const message = `The query gives ${given}; the model needs an object or a list of objects.`;
  throw new StepError({ code: "query_error", message });
}
