import { passwordLengthMax, passwordLengthMin } from "@stepwell/api";
import { unitMs } from "@stepwell/core";
import { APIError } from "better-auth/api";
import { betterAuth } from "better-auth/minimal";
import type { Auth, AuthParts, AuthSession, From } from "./auth.ts";
import { makeAuthAdapter } from "./auth-adapter.ts";

/*
 * better-auth checks passwords, begins, renews and ends sessions and signs their cookies; its own
 * routes are not mounted (docs/decisions/0017).
 */

/** Rolling: used once a day, a session goes on. */
const sessionDays = 14;
const secondsOf = (days: number): number => (days * unitMs.days) / 1000;

/** What signs cookies, and what they are called. */
export interface CookieParts {
  readonly secret: string;
  readonly cookieName: string;
}

export function makeBetterAuth(parts: AuthParts, cookie: CookieParts): Auth {
  const { installation } = parts;
  const { cookieName } = cookie;
  const api = makeApi(parts, cookie);

  /** The library also clears cookies that we never set. */
  const ownCookies = (headers: Headers): readonly string[] =>
    headers.getSetCookie().filter((line) => line.startsWith(`${cookieName}=`));

  async function session(cookies: string): Promise<AuthSession | undefined> {
    const given = { headers: new Headers({ cookie: cookies }), returnHeaders: true } as const;
    const { response, headers } = await api
      .getSession(given)
      // On a full disk it cannot be renewed; it holds all the same.
      .catch(() => api.getSession({ ...given, query: { disableRefresh: true } }));
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

function makeApi({ installation, ids, isSecure }: AuthParts, { secret, cookieName }: CookieParts) {
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
  return api;
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
