import { timingSafeEqual } from "node:crypto";
import type { Role } from "@stepwell/api";
import type { ApiKeyRow, Installation } from "@stepwell/store";
import { hashSecret } from "./hash-secret.ts";
import { type AuthenticatorParts, type Principal, trustMs } from "./principal.ts";

const trustedMax = 1000;

const tokenPattern = /^Bearer +(key_[0-9a-z]+)\.([0-9a-z]+)$/i;

interface Trusted {
  readonly principal: Principal;
  readonly until: number;
}

/** Knows API keys by the header that they come in. */
export function makeKeyAuthenticator({ installation, now }: AuthenticatorParts) {
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
    authenticate(header: string): Principal | Promise<Principal | undefined> {
      const known = trusted.get(header);
      return known && known.until > now() ? known.principal : read(header);
    },
    forget(keyId: string): void {
      for (const [header, { principal }] of trusted)
        if (principal.id === keyId) trusted.delete(header);
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
  return { principal: { kind: "key", id, name, role: role as Role, environments }, expiresAt };
}

function isValid({ expiresAt, revokedAt }: ApiKeyRow, now: number): boolean {
  return revokedAt === undefined && (expiresAt === undefined || expiresAt > now);
}
