import i18next from "i18next";

/*
 * What the server says in English, in the language of the person, as gettext does it: the English
 * texts are the keys. One that nobody has translated, such as an extension's, stays as it is.
 */

/** Where they are from: a file each, loaded with the pages that show them. */
type ServerNamespace = "catalog" | "findings" | "failures";

export function textsOfServer(
  namespace: ServerNamespace,
  language: string,
): (english: string) => string {
  const texts = textsIn(namespace, language);
  return (english) => texts.get(english) ?? english;
}

export function textsIn(namespace: ServerNamespace, language: string): ReadonlyMap<string, string> {
  const bundle = (i18next.getResourceBundle(language, namespace) ?? {}) as Record<string, string>;
  return new Map(Object.entries(bundle));
}
