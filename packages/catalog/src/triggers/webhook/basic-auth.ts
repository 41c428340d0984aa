import type { BasicAuth } from "./auth-config.ts";
import { sameText } from "./signature.ts";

const basicCredentials = /^basic +([A-Za-z0-9+/]+={0,2}) *$/i;

/** HTTP Basic (RFC 7617), in UTF-8, compared in constant time. */
export function matchesBasic(
  { username }: Pick<BasicAuth, "username">,
  password: string,
  authorization: string | undefined,
): boolean {
  const encoded = basicCredentials.exec(authorization ?? "")?.[1] ?? "";
  const given = Buffer.from(encoded, "base64").toString("utf8");
  return sameText(given, `${username}:${password}`);
}
