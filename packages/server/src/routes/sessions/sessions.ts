import type { getSession, listSessions, revokeOtherSessions, revokeSession } from "@stepwell/api";
import type { Handler } from "../../call.ts";
import { cookieOf, sessionOf } from "../../people/session-caller.ts";
import { presentSession, presentUser } from "../../presenters/people.ts";
import { notFound } from "../../refuse.ts";

export const current: Handler<typeof getSession> = async (call) => {
  const { server } = call;
  const { people, sessions } = server.installation;
  const found = await server.auth.session(cookieOf(call));
  const user = found && people.find(found.userId);
  if (!found || !user) return { user: null, session: null };
  call.setCookies(found.cookies);
  const row = sessions.list(user.id, server.clock.now()).find(({ id }) => id === found.sessionId);
  return { user: presentUser(user), session: row ? presentSession(row, found.sessionId) : null };
};

export const list: Handler<typeof listSessions> = async (call) => {
  const { userId, sessionId } = sessionOf(call);
  const rows = call.server.installation.sessions.list(userId, call.server.clock.now());
  return { items: rows.map((row) => presentSession(row, sessionId)) };
};

export const revoke: Handler<typeof revokeSession> = async (call) => {
  const { server, body } = call;
  const { userId } = sessionOf(call);
  if (!server.installation.sessions.end(userId, body.id)) throw notFound("session", body.id);
  server.forgetCaller(userId);
  call.note({ objectId: body.id });
  return null;
};

export const revokeOthers: Handler<typeof revokeOtherSessions> = async (call) => {
  const { userId, sessionId } = sessionOf(call);
  call.server.installation.sessions.endOthers(userId, sessionId);
  call.server.forgetCaller(userId);
  return null;
};
