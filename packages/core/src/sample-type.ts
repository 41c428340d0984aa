import type { Json } from "./json.ts";
import { typeOfJson } from "./template.ts";
import { listOf, objectOf, type Type, unionOf, unknownType } from "./type.ts";

/** The type of the values that a sample stands for: a null in it says nothing of the next value. */
export function typeOfSample(sample: Json): Type {
  return withoutNulls(typeOfJson(sample));
}

function withoutNulls(type: Type): Type {
  switch (type.kind) {
    case "null":
      return unknownType;
    case "list":
      return listOf(withoutNulls(type.item));
    case "union":
      return unionOf(type.of.filter(({ kind }) => kind !== "null").map(withoutNulls));
    case "object": {
      const fields = Object.entries(type.fields).map(([k, inner]) => [k, withoutNulls(inner)]);
      return objectOf(Object.fromEntries(fields), type.isOpen);
    }
    default:
      return type;
  }
}
