import { isJsonArray, isJsonObject, type Json } from "../json.ts";
import { segmentsMax } from "../reference.ts";
import { typeOfSample } from "../sample-type.ts";
import { listOf, type Type, unionOf, unknownType } from "../type.ts";
import { type Readable, sampleAt } from "./variable.ts";

/*
 * What can be read inside a variable: the fields of its type and, where the type is open, those that
 * its sample has. A list is read as a whole: a field of it is that field of all its items.
 */

export function fieldsOf(readable: Readable): readonly Readable[] {
  const { path, sample, type } = readable;
  if (path.length >= segmentsMax) return [];
  const fields = new Map<string, Type[]>();
  collect(type, sample, fields);
  return [...fields].map(([name, types]) => {
    const inner = sampleAt(sample, [name]);
    return {
      root: readable.root,
      path: [...path, name],
      title: name,
      type: unionOf(types),
      isCertain: readable.isCertain,
      sample: inner,
    };
  });
}

type Fields = Map<string, Type[]>;

function collect(type: Type, sample: Json | undefined, fields: Fields): void {
  switch (type.kind) {
    case "object":
      for (const [name, inner] of Object.entries(type.fields)) add(fields, name, inner);
      if (type.isOpen) collectOpen(sample, fields);
      return;
    case "list":
      return collectItems(type.item, sample, fields);
    case "union":
      for (const inner of type.of) collect(inner, sample, fields);
      return;
    case "unknown":
      if (sample !== undefined) collect(typeOfSample(sample), undefined, fields);
      return;
    default:
  }
}

/** Keys that only the sample knows: their values may be of any type. */
function collectOpen(sample: Json | undefined, fields: Fields): void {
  if (!isJsonObject(sample)) return;
  for (const name of Object.keys(sample)) if (!fields.has(name)) add(fields, name, unknownType);
}

function collectItems(item: Type, sample: Json | undefined, fields: Fields): void {
  const items = isJsonArray(sample) ? sample : [];
  const isGuessed = item.kind === "unknown" && items.length > 0;
  const ofItems: Fields = new Map();
  collect(isGuessed ? unionOf(items.map(typeOfSample)) : item, items.find(isJsonObject), ofItems);
  for (const [name, types] of ofItems) {
    const inner = unionOf(types);
    add(fields, name, inner.kind === "list" ? inner : listOf(inner));
  }
}

function add(fields: Fields, name: string, type: Type): void {
  const types = fields.get(name);
  if (types) types.push(type);
  else fields.set(name, [type]);
}
