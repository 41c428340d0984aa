import {
  describeType,
  isJsonArray,
  isJsonObject,
  type Json,
  limitMessage,
  type Path,
  type Resolved,
  StepError,
  typeOfJson,
} from "@stepwell/core";
import type { NamedPath } from "../../sample/named-path.ts";
import { readField } from "../../sample/read-field.ts";
import { parsePath } from "../../sample/value-path.ts";

type Model = readonly Resolved<NamedPath>[];

/**
 * The result, or each item of a list, as an object with the model's names. Nothing stays nothing.
 * Its size is counted while it grows: many fields may each name the whole of a large result.
 * @throws StepError
 */
export function shapeResult(found: Json, model: Model, outputBytesMax: number): Json {
  if (found === null) return null;
  const fields = model.map(({ name, path, default: fallback = null }) => {
    return { name, path: parsePath(path) ?? [], fallback };
  });
  const budget = { left: outputBytesMax, outputBytesMax };
  if (isJsonArray(found)) return found.map((item) => shape(item, fields, budget));
  if (isJsonObject(found)) return shape(found, fields, budget);
  const given = describeType(typeOfJson(found));
  const message = `The query gives ${given}; the model needs an object or a list of objects.`;
  throw new StepError({ code: "query_error", message });
}

interface Field {
  readonly name: string;
  readonly path: Path;
  readonly fallback: Json;
}

interface Budget {
  left: number;
  readonly outputBytesMax: number;
}

function shape(value: Json, fields: readonly Field[], budget: Budget): Json {
  const entries = fields.map(({ name, path, fallback }) => {
    const inner = readField(value, path, "collapse") ?? fallback;
    spend(budget, name.length + JSON.stringify(inner).length);
    return [name, inner] as const;
  });
  return Object.fromEntries(entries);
}

function spend(budget: Budget, characters: number): void {
  budget.left -= characters;
  if (budget.left >= 0) return;
  const message = limitMessage("stepOutputBytesMax", budget.outputBytesMax);
  throw new StepError({ code: "limit_reached", message });
}
