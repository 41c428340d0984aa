import {
  type listMembers,
  type Operation,
  ProblemError,
  type removeMember,
  type updateMember,
} from "@stepwell/api";
import { required } from "@stepwell/core";
import type { MemberChange, UserRow } from "@stepwell/store";
import type { Call, Handler } from "../../call.ts";
import { checkEnvironments, mayGive, seesRoles } from "../../people/giver.ts";
import { presentMember } from "../../presenters/people.ts";
import { notFound } from "../../refuse.ts";

export const list: Handler<typeof listMembers> = async (call) => {
  const rows = call.server.installation.people.list();
  const seen = rows.filter(({ roles }) => seesRoles(call, roles));
  return { items: seen.map((row) => presentMember(row, call.principal.id)) };
};

export const update: Handler<typeof updateMember> = async (call) => {
  const { server, params, body, principal } = call;
  const { people } = server.installation;
  checkEnvironments(call, body.roles);
  const row = load(call, params.id);
  mayGive(call, { before: row.roles, after: body.roles });
  refuse(people.setRoles(row.id, body.roles), row.id);
  server.forgetCaller(row.id);
  call.note({ summary: { before: row.roles } });
  return presentMember(required(people.find(row.id), "the member is there"), principal.id);
};

export const remove: Handler<typeof removeMember> = async (call) => {
  const { server, params } = call;
  const row = load(call, params.id);
  mayGive(call, { before: row.roles, after: {} });
  refuse(server.installation.people.remove(row.id), row.id);
  server.forgetCaller(row.id);
  call.note({ summary: { email: row.email, before: row.roles } });
  return null;
};

/** @throws ProblemError */
function load(call: Pick<Call<Operation>, "server" | "principal">, id: string): UserRow {
  const row = call.server.installation.people.find(id);
  if (row && seesRoles(call, row.roles)) return row;
  throw notFound("member", id);
}

function refuse(change: MemberChange, id: string): void {
  if (change === "not_found") throw notFound("member", id);
  if (change === "last_owner")
    throw new ProblemError(
      "last_owner",
      "This is the only owner of all environments: make somebody else one first.",
    );
}
