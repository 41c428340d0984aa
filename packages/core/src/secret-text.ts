import { isJsonArray, isJsonObject, type Json } from "./json.ts";
import type { Path } from "./path.ts";

/*
 * A text with places for secrets, as expressions make it: the value of a secret is known to the
 * gate alone, which fills it in just before an action begins. The places are marked by a symbol of
 * this process: no data can hold one, so none can ask for a secret. Wherever such a text is written
 * as JSON it is what the definition says: `Bearer {{ secrets.token }}`.
 */

const brand: unique symbol = Symbol("secret text");

interface SecretPlace {
  readonly secret: string;
}

type Parts = readonly (string | SecretPlace)[];

export interface SecretText {
  readonly [brand]: Parts;
}

const written = {
  toJSON(this: SecretText): string {
    return shownText(this);
  },
};

function makeSecretText(parts: Parts): Json {
  return Object.freeze(Object.create(written, { [brand]: { value: parts } })) as Json;
}

export function isSecretText(value: unknown): value is SecretText {
  return typeof value === "object" && value !== null && brand in value;
}

/** What `secrets.<name>` is to an expression; undefined for any other path. */
export function secretAt(path: Path): Json | undefined {
  const [name] = path;
  if (path.length !== 1 || typeof name !== "string") return undefined;
  return makeSecretText([{ secret: name }]);
}

/** Texts and secrets, one after the other; a plain text where there is no secret among them. */
export function joinText(pieces: readonly (string | SecretText)[]): Json {
  const texts = pieces.filter((piece) => typeof piece === "string");
  if (texts.length === pieces.length) return texts.join("");
  return makeSecretText(
    pieces.flatMap((piece) => (typeof piece === "string" ? [piece] : piece[brand])),
  );
}

/** The value with every secret text replaced. */
function replaceTexts(value: Json, replace: (text: SecretText) => string): Json {
  if (isSecretText(value)) return replace(value);
  if (isJsonArray(value)) return value.map((item) => replaceTexts(item, replace));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, replaceTexts(inner, replace)]),
  );
}

/** As history shows it: the secrets by their names. */
export function showSecrets(value: Json): Json {
  return replaceTexts(value, shownText);
}

/** As the outside gets it. @throws what `read` throws */
export function fillSecrets(value: Json, read: (name: string) => string): Json {
  return replaceTexts(value, (text) =>
    text[brand].map((part) => (typeof part === "string" ? part : read(part.secret))).join(""),
  );
}

/** Characters without the secrets. */
export function secretTextLength(text: SecretText): number {
  return text[brand].reduce((sum, part) => sum + (typeof part === "string" ? part.length : 0), 0);
}

function shownText(text: SecretText): string {
  return text[brand]
    .map((part) => (typeof part === "string" ? part : `{{ secrets.${part.secret} }}`))
    .join("");
}
