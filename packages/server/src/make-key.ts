import type { Role } from "@stepwell/api";
import type { Clock, Ids } from "@stepwell/core";
import type { ApiKeyRow, Installation } from "@stepwell/store";
import { hashSecret } from "./hash-secret.ts";

export interface KeyOrder {
  readonly name: string;
  readonly role: Role;
  /** The only environment that the key is for; undefined for all. */
  readonly environment: string | undefined;
  /** Milliseconds since 1970. */
  readonly expiresAt: number | undefined;
}

export interface MadeKey {
  readonly record: ApiKeyRow;
  /** `ID.SECRET`; only the hash of the secret is stored. */
  readonly key: string;
}

export async function makeKey(
  { installation, clock, ids }: { installation: Installation; clock: Pick<Clock, "now">; ids: Ids },
  order: KeyOrder,
): Promise<MadeKey> {
  const secret = ids.secret();
  const { environment, ...rest } = order;
  const record: ApiKeyRow = {
    ...rest,
    environments: environment === undefined ? [] : [environment],
    id: ids.make("key"),
    hash: hashSecret(secret),
    createdAt: clock.now(),
    revokedAt: undefined,
  };
  await installation.keys.insert(record);
  return { record, key: `${record.id}.${secret}` };
}
