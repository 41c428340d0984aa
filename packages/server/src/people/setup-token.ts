import { timingSafeEqual } from "node:crypto";
import type { Ids } from "@stepwell/core";
import type { Installation } from "@stepwell/store";
import { hashSecret } from "../hash-secret.ts";

/** The installation's setting with the hash of the token that the first person needs. */
const setupSetting = "setup_token";

/** A new token for each start without users; undefined where there are some. */
export async function renewSetupToken(
  { people, setSetting }: Installation,
  ids: Pick<Ids, "secret">,
): Promise<string | undefined> {
  if (people.count() > 0) return undefined;
  const token = ids.secret();
  await setSetting(setupSetting, hashSecret(token));
  return token;
}

export async function isSetupToken(
  { people, setting }: Installation,
  token: string,
): Promise<boolean> {
  const hash = await setting(setupSetting);
  if (typeof hash !== "string" || people.count() > 0) return false;
  return timingSafeEqual(Buffer.from(hashSecret(token)), Buffer.from(hash));
}

export async function endSetup({ setSetting }: Installation): Promise<void> {
  await setSetting(setupSetting, null);
}
