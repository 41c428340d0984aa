import { isJsonArray, isJsonObject, type Json } from "../json.ts";

/**
 * The same value with `steps.old` and `scopes.old` written as the new id, in every text that is a
 * template or a formula. Ids are plain words, so the text around them tells where they end. The
 * name of a field of other data (`trigger.steps.old`) is no reference.
 */
export function renameReferences(value: Json, oldId: string, newId: string): Json {
  const reference = new RegExp(
    `(?<![\\w$.])(steps|scopes)(?:(\\.)${oldId}(?!\\w)|(\\[\\s*")${oldId}("\\s*\\]))`,
    "g",
  );
  const renamed = `$1$2$3${newId}$4`;
  const rename = (inner: Json): Json => {
    if (typeof inner === "string") return inner.replaceAll(reference, renamed);
    if (isJsonArray(inner)) return inner.map(rename);
    if (!isJsonObject(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).map(([key, item]) => [key, rename(item)]));
  };
  return rename(value);
}
