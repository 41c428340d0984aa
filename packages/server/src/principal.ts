import { createHash, timingSafeEqual } from "node:crypto";
import type { Role } from "@stepwell/api";
import type { ApiKeyRow, Installation } from "@stepwell/store";

/** Who calls: an API key with its role. */
export interface Principal {
  readonly keyId: string;
  readonly name: string;
  readonly role: Role;
  /** The environments that it may see; empty for all. */
  readonly environments: readonly string[];
}

/** How long a key that was read is trusted: one revoked by another process ends within this time. */
const trustMs = 2000;
const trustedMax = 1000;
const tokenPattern = /^Bearer +(key_[0-9a-z]+)\.([0-9a-z]+)$/i;

interface Trusted {
  readonly principal: Principal;
  readonly until: number;
}

export function hashSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

/** Without a promise where the key is known: this is on the way of every request. */
export type Authenticate = (
  header: string | undefined,
) => Principal | Promise<Principal | undefined> | undefined;

export interface Authenticator {
  /** Reads `Authorization: Bearer ID.SECRET`; keys made while the server runs are found as well. */
  readonly authenticate: Authenticate;
  readonly forget: (keyId: string) => void;
}

export function makeAuthenticator(installation: Installation, now: () => number): Authenticator {
  const trusted = new Map<string, Trusted>();

  async function read(header: string): Promise<Principal | undefined> {
    const verified = await verify(installation, header, now());
    if (!verified) {
      trusted.delete(header);
      return undefined;
    }
    if (trusted.size >= trustedMax) trusted.clear();
    const { principal, expiresAt = Infinity } = verified;
    trusted.set(header, { principal, until: Math.min(now() + trustMs, expiresAt) });
    return principal;
  }

  return {
    authenticate(header) {
      if (header === undefined) return undefined;
      const known = trusted.get(header);
      return known && known.until > now() ? known.principal : read(header);
    },
    forget(keyId) {
      for (const [header, { principal }] of trusted)
        if (principal.keyId === keyId) trusted.delete(header);
    },
  };
}

interface Verified {
  readonly principal: Principal;
  readonly expiresAt: number | undefined;
}

async function verify(
  installation: Installation,
  header: string,
  now: number,
): Promise<Verified | undefined> {
  const [, id, secret] = tokenPattern.exec(header) ?? [];
  if (id === undefined || secret === undefined) return undefined;
  const record = await installation.keys.findById(id);
  if (!record || !isValid(record, now)) return undefined;
  const given = Buffer.from(hashSecret(secret));
  const wanted = Buffer.from(record.hash);
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return undefined;
  const { name, role, environments, expiresAt } = record;
  return { principal: { keyId: id, name, role: role as Role, environments }, expiresAt };
}

function isValid({ expiresAt, revokedAt }: ApiKeyRow, now: number): boolean {
  return revokedAt === undefined && (expiresAt === undefined || expiresAt > now);
}
