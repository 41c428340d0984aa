import {
  type createInvitation,
  type deleteInvitation,
  type listInvitations,
  ProblemError,
} from "@stepwell/api";
import { unitMs } from "@stepwell/core";
import type { Handler } from "../../call.ts";
import { hashSecret } from "../../hash-secret.ts";
import { checkEnvironments, mayGive, seesRoles } from "../../people/giver.ts";
import { presentInvitation } from "../../presenters/people.ts";
import { notFound } from "../../refuse.ts";

const validDays = 7;

export const list: Handler<typeof listInvitations> = async (call) => {
  const rows = call.server.installation.invitations.list(call.server.clock.now());
  return { items: rows.filter(({ roles }) => seesRoles(call, roles)).map(presentInvitation) };
};

export const create: Handler<typeof createInvitation> = async (call) => {
  const { server, body, principal } = call;
  const { people, invitations } = server.installation;
  const { email, roles } = body;
  checkEnvironments(call, roles);
  const earlier = invitations.list(server.clock.now()).find((row) => row.email === email);
  mayGive(call, { before: earlier?.roles ?? {}, after: roles });
  if (people.findByEmail(email))
    throw new ProblemError("member_exists", `${email} is a member: change the roles instead.`);
  const token = server.ids.secret();
  const createdAt = server.clock.now();
  const row = {
    id: server.ids.make("inv"),
    email,
    roles,
    hash: hashSecret(token),
    invitedBy: principal.name,
    createdAt,
    expiresAt: createdAt + validDays * unitMs.days,
  };
  invitations.put(row);
  return { ...presentInvitation(row), url: `${server.origin()}/invitation?token=${token}` };
};

export const remove: Handler<typeof deleteInvitation> = async (call) => {
  const { server, params } = call;
  const { invitations } = server.installation;
  const row = invitations.find(params.id);
  if (!row || !seesRoles(call, row.roles)) throw notFound("invitation", params.id);
  mayGive(call, { before: row.roles, after: {} });
  invitations.delete(params.id);
  return null;
};
