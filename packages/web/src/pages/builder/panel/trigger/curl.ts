import { isJsonObject, type Json } from "@stepwell/core";

/** A command that calls the webhook, as a shell takes it. */
export function curlOf(url: string, auth: Json | undefined, sample: Json | undefined): string {
  const parts = [`curl -X POST ${quoted(url)}`, "-H 'content-type: application/json'"];
  if (isJsonObject(auth) && auth["kind"] === "basic") parts.push(`-u ${quoted(userOf(auth))}`);
  parts.push(`-d ${quoted(JSON.stringify(sample ?? { hello: "world" }))}`);
  return parts.join(" \\\n  ");
}

/** A stored secret is not known here. */
function userOf({ username, password }: { readonly [key: string]: Json }): string {
  const isPlain = typeof password === "string" && !password.includes("{{");
  return `${typeof username === "string" ? username : ""}:${isPlain ? password : "PASSWORD"}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
