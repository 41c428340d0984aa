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

/** How long a key that was read is trusted: a revoked key ends within this time. */
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

/** Reads `Authorization: Bearer ID.SECRET`; keys made while the server runs are found as well. */
export function makeAuthenticator(installation: Installation, now: () => number) {
  const trusted = new Map<string, Trusted>();

  /** Without a promise where the key is known: this is on the way of every request. */
  return function authenticate(
    header: string | undefined,
  ): Principal | Promise<Principal | undefined> | undefined {
    if (header === undefined) return undefined;
    const known = trusted.get(header);
    return known && known.until > now() ? known.principal : read(header);
  };

  async function read(header: string): Promise<Principal | undefined> {
    const principal = await verify(installation, header, now());
    if (!principal) {
      trusted.delete(header);
      return undefined;
    }
    if (trusted.size >= trustedMax) trusted.clear();
    trusted.set(header, { principal, until: now() + trustMs });
    return principal;
  }
}

async function verify(
  installation: Installation,
  header: string,
  now: number,
): Promise<Principal | undefined> {
  const [, id, secret] = tokenPattern.exec(header) ?? [];
  if (id === undefined || secret === undefined) return undefined;
  const record = await installation.keys.findById(id);
  if (!record || !isValid(record, now)) return undefined;
  const given = Buffer.from(hashSecret(secret));
  const wanted = Buffer.from(record.hash);
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return undefined;
  const { name, role, environments } = record;
  return { keyId: id, name, role: role as Role, environments };
}

function isValid({ expiresAt, revokedAt }: ApiKeyRow, now: number): boolean {
  return revokedAt === undefined && (expiresAt === undefined || expiresAt > now);
}
