import { type Operation, ProblemError } from "@stepwell/api";
import { required } from "@stepwell/core";
import type { Call } from "../call.ts";
import type { AuthSession } from "./auth.ts";
import { cookieValue } from "./session-authenticator.ts";

/** The user and the session that call. @throws ProblemError for an API key, which has neither */
export function sessionOf({
  principal: { kind, id, sessionId },
}: Pick<Call<Operation>, "principal">) {
  if (kind === "user" && sessionId !== undefined) return { userId: id, sessionId };
  throw new ProblemError(
    "session_needed",
    "An API key has no name, password or sessions of its own: sign in.",
  );
}

/** The session's cookie and no other. */
export function cookieOf({ headers, server }: Pick<Call<Operation>, "headers" | "server">): string {
  const { cookieName } = server.auth;
  const value = cookieValue(headers.cookie ?? "", cookieName);
  return value === undefined ? "" : `${cookieName}=${value}`;
}

export function fromOf({ address, headers }: Pick<Call<Operation>, "address" | "headers">) {
  return { address, userAgent: headers["user-agent"] };
}

/** Signs in who was just made, in place of who was signed in before; the answer says who. */
export async function signInNew(
  call: Call<Operation>,
  { email, password }: { readonly email: string; readonly password: string },
): Promise<AuthSession> {
  const session = required(
    await call.server.auth.signIn(email, password, fromOf(call)),
    "a user who was just made can sign in",
  );
  call.setCookies(session.cookies);
  return session;
}
