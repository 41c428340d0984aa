import { timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import type { Role } from "@stepwell/api";
import type { ApiKeyRow, Installation } from "@stepwell/store";
import { hashSecret } from "./hash-secret.ts";
import { type AskedSession, makeSessionAuthenticator } from "./people/session-authenticator.ts";
import type { Auth } from "./people/auth.ts";

/** Who calls: an API key, or a user with a session; with his role where he calls. */
export interface Principal {
  readonly kind: "key" | "user" | "nobody";
  /** Of the key or the user. */
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  /** The environments that it may see; empty for all. */
  readonly environments: readonly string[];
  /** Of users. */
  readonly sessionId?: string;
  /** Lines that renew a session's cookie, where that is due. */
  readonly cookies?: readonly string[];
}

/** Who calls a public operation. */
export const nobody: Principal = {
  kind: "nobody",
  id: "nobody",
  name: "nobody",
  role: "viewer",
  environments: [],
};

/** How long what was read of a caller is trusted: what another process ends does so in this time. */
export const trustMs = 2000;
const trustedMax = 1000;

const tokenPattern = /^Bearer +(key_[0-9a-z]+)\.([0-9a-z]+)$/i;

interface Trusted {
  readonly principal: Principal;
  readonly until: number;
}

/** Without a promise where the caller is known: this is on the way of every request. */
export type Authenticate = (
  headers: Pick<IncomingHttpHeaders, "authorization" | "cookie">,
  environment: string | undefined,
) => Principal | Promise<Principal | undefined> | undefined;

export interface Authenticator {
  /**
   * Reads `Authorization: Bearer ID.SECRET`, or else the cookie of a session; keys made while the
   * server runs are found as well.
   */
  readonly authenticate: Authenticate;
  /** A key or a user has changed. */
  readonly forget: (id: string) => void;
}

export interface AuthenticatorParts {
  readonly installation: Installation;
  readonly auth: Auth;
  readonly environments: readonly string[];
  now(): number;
}

export function makeAuthenticator(parts: AuthenticatorParts): Authenticator {
  const keys = makeKeyAuthenticator(parts);
  const sessions = makeSessionAuthenticator(parts);
  return {
    authenticate({ authorization, cookie }, environment) {
      if (authorization !== undefined) return keys.authenticate(authorization);
      if (cookie === undefined) return undefined;
      const asked: AskedSession = { cookie, environment };
      return sessions.authenticate(asked);
    },
    forget(id) {
      keys.forget(id);
      sessions.forget(id);
    },
  };
}

function makeKeyAuthenticator({ installation, now }: AuthenticatorParts) {
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
