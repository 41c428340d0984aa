import { isJsonArray, type Json, StepError } from "@stepwell/core";

export interface MailAddress {
  readonly name: string;
  readonly address: string;
}

/** Where an address stands, and how to show what stands there. */
export interface AddressPlace {
  readonly field: string;
  redact(text: string): string;
}

const addressesMax = 200;
const addressCharactersMax = 254;
/** Without the quoted forms of RFC 5322, which nobody has and which hide where a message goes. */
const plainAddress = /^[^\p{Cc}\s@<>()[\],;:\\"]{1,64}@[^\p{Cc}\s@<>()[\],;:\\"]+$/u;
const named = /^(?:"((?:[^"\\]|\\.)*)"|([^"<>]*))\s*<([^<>]+)>$/s;

/** A list, or one text with commas: `ada@example.com, Bob <bob@example.com>`. @throws StepError */
export function mailAddresses(
  value: Json | undefined,
  place: AddressPlace,
): readonly MailAddress[] {
  const { field } = place;
  if (value === undefined || value === null) return [];
  const texts = isJsonArray(value) ? value : [value];
  const found = texts.flatMap((text) => {
    if (typeof text !== "string") throw invalid(field, "must be text, or a list of texts");
    return splitEntries(text, field).map((entry) => mailAddress(entry, place));
  });
  if (found.length > addressesMax) throw invalid(field, `has more than ${addressesMax} addresses`);
  return found;
}

/** Commas inside quotes belong to a name. */
function splitEntries(text: string, field: string): readonly string[] {
  const entries = [""];
  let isQuoted = false;
  for (const one of text.matchAll(/\\.|[^\\]|\\$/gsu)) {
    const [piece] = one;
    if (piece === '"') isQuoted = !isQuoted;
    if (piece === "," && !isQuoted) entries.push("");
    else entries.push(`${entries.pop() ?? ""}${piece}`);
  }
  if (isQuoted) throw invalid(field, "has quotes that do not end");
  return entries.map((entry) => entry.trim()).filter((entry) => entry !== "");
}

/** `ada@example.com` or `Ada <ada@example.com>`. @throws StepError */
export function mailAddress(text: string, { field, redact }: AddressPlace): MailAddress {
  if (/\p{Cc}/u.test(text)) throw invalid(field, "has a line break or another control character");
  const [, quoted, plain, inBrackets] = named.exec(text.trim()) ?? [];
  const address = (inBrackets ?? text).trim();
  if (!plainAddress.test(address) || address.length > addressCharactersMax)
    throw invalid(
      field,
      `has ${JSON.stringify(redact(text).slice(0, 100))}, which is no e-mail address`,
    );
  return { name: quoted?.replaceAll(/\\(.)/gs, "$1") ?? plain?.trim() ?? "", address };
}

function invalid(field: string, why: string): StepError {
  return new StepError({ code: "invalid_value", message: `the field ${field} ${why}` });
}
