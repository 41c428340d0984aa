import { isJsonArray, isJsonObject, type Json } from "../json.ts";

/** A step's id and what it is to be. */
export type NewIds = ReadonlyMap<string, string>;

const reference = /(?<![\w$.])(steps|scopes)(?:(\.)(\w+)|(\[\s*")(\w+)("\s*\]))/g;

/**
 * The same value with `steps.old` and `scopes.old` written as the new id, in every text that is a
 * template or a formula; any number of ids at once. Ids are plain words, so the text around them
 * tells where they end. The name of a field of other data (`trigger.steps.old`) is no reference.
 */
export function renameReferences(value: Json, newIds: NewIds): Json {
  const rename = (inner: Json): Json => {
    if (typeof inner === "string") return renamedText(inner, newIds);
    if (isJsonArray(inner)) return inner.map(rename);
    if (!isJsonObject(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).map(([key, item]) => [key, rename(item)]));
  };
  return rename(value);
}

function renamedText(text: string, newIds: NewIds): string {
  return text.replaceAll(reference, (whole: string, ...parts: readonly (string | undefined)[]) => {
    const [root, dot = "", word, open = "", quoted, close = ""] = parts;
    const newId = newIds.get(String(word ?? quoted));
    return newId === undefined ? whole : `${root}${dot}${open}${newId}${close}`;
  });
}
