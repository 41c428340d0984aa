import { ProblemError, type signIn as signInOperation, type signOut } from "@stepwell/api";
import { required } from "@stepwell/core";
import type { Handler } from "../../call.ts";
import { cookieOf, fromOf } from "../../people/session-caller.ts";
import { presentUser } from "../../presenters/people.ts";

/** The same answer, after the same work, for an unknown address and a wrong password. */
export const signIn: Handler<typeof signInOperation> = async (call) => {
  const { server, body, address } = call;
  const { people } = server.installation;
  const attempt = { address, account: body.email };
  server.attempts.take(attempt);
  const session = await server.auth.signIn(body.email, body.password, fromOf(call));
  if (!session) {
    const user = people.findByEmail(body.email);
    // What was typed for an address may be a password: only known ones are told.
    call.note({ isRefused: true, ...(user && { objectId: user.id }) });
    throw new ProblemError("invalid_credentials", "Check the e-mail address and the password.");
  }
  server.attempts.succeeded(attempt);
  const user = required(people.find(session.userId), "who has signed in is a user");
  call.setCookies(session.cookies);
  call.note({ actor: { kind: "user", id: user.id, name: user.name }, objectId: session.sessionId });
  return { user: presentUser(user) };
};

export const leave: Handler<typeof signOut> = async (call) => {
  const { server } = call;
  const cookie = cookieOf(call);
  const session = cookie === "" ? undefined : await server.auth.session(cookie);
  const user = session && server.installation.people.find(session.userId);
  // The library says nothing of what it could not delete: on a full disk nobody has left.
  if (session) server.installation.sessions.end(session.userId, session.sessionId);
  call.setCookies(await server.auth.signOut(cookie));
  if (session && user) {
    server.forgetCaller(user.id);
    const actor = { kind: "user", id: user.id, name: user.name } as const;
    call.note({ actor, objectId: session.sessionId });
  }
  return null;
};
