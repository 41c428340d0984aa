import { randomBytes } from "node:crypto";
import { passwordLengthMax, passwordLengthMin, sessionCookie } from "@stepwell/api";
import { type Ids, unitMs } from "@stepwell/core";
import type { Installation } from "@stepwell/store";
import { APIError } from "better-auth/api";
import { betterAuth } from "better-auth/minimal";
import { makeAuthAdapter } from "./auth-adapter.ts";

/*
 * The only file that knows better-auth (docs/decisions/0017): it checks passwords, begins, renews and
 * ends sessions and signs their cookies. Its own routes are not mounted.
 */

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

export interface PasswordChange extends From {
  readonly cookies: string;
  readonly currentPassword: string;
  readonly newPassword: string;
}

/** Rolling: used once a day, a session goes on. */
const sessionDays = 14;
const secondsOf = (days: number): number => (days * unitMs.days) / 1000;

export interface AuthParts {
  readonly installation: Installation;
  readonly ids: Ids;
  /** Do browsers reach us by https? */
  readonly isSecure: boolean;
}

export async function openAuth({ installation, ids, isSecure }: AuthParts): Promise<Auth> {
  const cookieName = isSecure ? `__Host-${sessionCookie}` : sessionCookie;
  const secret = await sessionKey(installation);
  const { api } = betterAuth({
    // Never fetched, and no address of ours: all that is asked comes from the calls below.
    baseURL: "http://stepwell.invalid",
    secrets: [{ version: 1, value: secret }],
    database: makeAuthAdapter(installation.authTables),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLengthMin,
      maxPasswordLength: passwordLengthMax,
    },
    session: { expiresIn: secondsOf(sessionDays), updateAge: secondsOf(1) },
    telemetry: { enabled: false },
    logger: { disabled: true },
    rateLimit: { enabled: false },
    advanced: {
      useSecureCookies: false,
      cookies: {
        session_token: {
          name: cookieName,
          attributes: { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure },
        },
      },
      // What a client says of its address is not believed: the connection's is put in.
      ipAddress: { disableIpTracking: true },
      database: {
        generateId: ({ model }) => ids.make(model === "session" ? "ses" : "acc"),
      },
    },
  });

  /** The library also clears cookies that we never set. */
  const ownCookies = (headers: Headers): readonly string[] =>
    headers.getSetCookie().filter((line) => line.startsWith(`${cookieName}=`));

  async function session(cookies: string): Promise<AuthSession | undefined> {
    const { response, headers } = await api.getSession({
      headers: new Headers({ cookie: cookies }),
      returnHeaders: true,
    });
    if (!response) return undefined;
    return {
      sessionId: response.session.id,
      userId: response.session.userId,
      expiresAt: response.session.expiresAt.getTime(),
      cookies: ownCookies(headers),
    };
  }

  /** Of a session that was just begun, with its cookie. */
  async function begun(cookies: readonly string[], address: string): Promise<AuthSession> {
    const sent = cookies.map((line) => line.split(";")[0]).join("; ");
    const made = await session(sent);
    if (!made) throw new Error("a session that was just begun does not hold");
    installation.sessions.setAddress(made.sessionId, address);
    return { ...made, cookies };
  }

  return {
    cookieName,
    session,
    async signIn(email, password, from) {
      const answer = await refusalAs(
        api.signInEmail({
          body: { email, password },
          headers: headersOf(from),
          returnHeaders: true,
        }),
      );
      return answer && begun(ownCookies(answer.headers), from.address);
    },
    async signOut(cookies) {
      const headers = new Headers({ cookie: cookies });
      const answer = await api.signOut({ headers, returnHeaders: true });
      return ownCookies(answer.headers);
    },
    async changePassword({ cookies, currentPassword, newPassword, ...from }) {
      const headers = headersOf(from, cookies);
      const body = { currentPassword, newPassword, revokeOtherSessions: true };
      const answer = await refusalAs(api.changePassword({ body, headers, returnHeaders: true }));
      if (!answer) return undefined;
      const set = ownCookies(answer.headers);
      await begun(set, from.address);
      return set;
    },
  };
}

/** Undefined for a refusal of the library: a wrong password, an unknown user. */
async function refusalAs<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof APIError && error.statusCode < 500) return undefined;
    throw error;
  }
}

function headersOf({ userAgent }: Pick<From, "userAgent">, cookies?: string): Headers {
  return new Headers({
    ...(userAgent !== undefined && { "user-agent": userAgent.slice(0, 500) }),
    ...(cookies !== undefined && { cookie: cookies }),
  });
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
