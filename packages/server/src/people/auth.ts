import { randomBytes } from "node:crypto";
import { sessionCookie } from "@stepwell/api";
import type { Ids } from "@stepwell/core";
import type { Installation } from "@stepwell/store";
import { makeTurns } from "./turns.ts";

/* Passwords and sessions, as the rest of the server knows them. */

export interface AuthSession {
  readonly sessionId: string;
  readonly userId: string;
  readonly expiresAt: number;
  /** Lines for `Set-Cookie`: none where the browser's cookie is good as it is. */
  readonly cookies: readonly string[];
}

export interface Auth {
  /** What the session's cookie is called here. */
  readonly cookieName: string;
  /** Undefined where the address is unknown or the password wrong: one cannot tell which. */
  signIn(email: string, password: string, from: From): Promise<AuthSession | undefined>;
  /** The session of a request's cookies; renews it where that is due. */
  session(cookies: string): Promise<AuthSession | undefined>;
  /** Ends it; the lines take the cookie from the browser. */
  signOut(cookies: string): Promise<readonly string[]>;
  /** Ends all sessions of the user but begins this one anew. Undefined for a wrong password. */
  changePassword(change: PasswordChange): Promise<readonly string[] | undefined>;
}

export interface From {
  readonly address: string;
  readonly userAgent: string | undefined;
}

interface PasswordChange extends From {
  readonly cookies: string;
  readonly currentPassword: string;
  readonly newPassword: string;
}

export interface AuthParts {
  readonly installation: Installation;
  readonly ids: Ids;
  /** Do browsers reach us by https? */
  readonly isSecure: boolean;
}

/** The library costs a quarter of a second and some memory: it comes with the first who signs in. */
export async function openAuth(parts: AuthParts): Promise<Auth> {
  const cookieName = parts.isSecure ? `__Host-${sessionCookie}` : sessionCookie;
  const secret = await sessionKey(parts.installation);
  let opened: Promise<Auth> | undefined;
  const library = (): Promise<Auth> =>
    (opened ??= import("./better-auth.ts").then(({ makeBetterAuth }) =>
      makeBetterAuth(parts, { secret, cookieName }),
    ));
  const inTurn = makeTurns();
  return {
    cookieName,
    signIn: (...given) => inTurn(async () => (await library()).signIn(...given)),
    session: async (cookies) => (await library()).session(cookies),
    signOut: async (cookies) => (await library()).signOut(cookies),
    changePassword: (change) => inTurn(async () => (await library()).changePassword(change)),
  };
}

/** Sealed with the master key: whoever reads the file can make no cookie of a session in it. */
async function sessionKey({ secrets }: Installation): Promise<string> {
  const known = await secrets.get(noEnvironment, sessionKeyName);
  if (known !== undefined) return known;
  const made = randomBytes(48).toString("base64url");
  await secrets.set(noEnvironment, sessionKeyName, made);
  return made;
}

const noEnvironment = "";
const sessionKeyName = "session_key";
