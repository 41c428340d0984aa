import {
  type AnswerOf,
  type getMe,
  isAllowed,
  type Operation,
  permissions,
  type Role,
  type updateMe,
} from "@stepwell/api";
import type { Call, Handler } from "../../call.ts";
import { grantsOf } from "../../people/giver.ts";
import { roleIn } from "../../people/grants.ts";
import { sessionOf } from "../../people/session-caller.ts";
import { presentUser } from "../../presenters/people.ts";

export const get: Handler<typeof getMe> = async (call) => describe(call);

export const update: Handler<typeof updateMe> = async (call) => {
  const { server, body } = call;
  const { userId } = sessionOf(call);
  const given = Object.entries(body).filter(([, value]) => value !== undefined);
  server.installation.people.setProfile(userId, Object.fromEntries(given), server.clock.now());
  server.forgetCaller(userId);
  call.note({ objectId: userId });
  return describe(call);
};

type Caller = Pick<Call<Operation>, "server" | "principal">;

function describe(call: Caller): AnswerOf<typeof getMe> {
  const { server, principal } = call;
  const user =
    principal.kind === "user" ? server.installation.people.find(principal.id) : undefined;
  const grants = grantsOf(call);
  const environments = [...server.environments.keys()].flatMap((name) => {
    const role = roleIn(grants, name);
    return role === undefined ? [] : [{ ...describeEnvironment(name), ...accessOf(role) }];
  });
  return {
    user: user ? presentUser(user) : null,
    key: principal.kind === "key" ? { id: principal.id, name: principal.name } : null,
    installation: accessOf(principal.role),
    environments,
  };
}

function accessOf(role: Role) {
  const names = Object.keys(permissions) as (keyof typeof permissions)[];
  return { role, permissions: names.filter((name) => isAllowed(role, name)) };
}

function describeEnvironment(name: string) {
  const kind: "live" | "sandbox" = name === "live" ? "live" : "sandbox";
  return { name, title: name.charAt(0).toUpperCase() + name.slice(1), kind };
}
