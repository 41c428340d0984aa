import {
  type createKey as createOperation,
  type listKeys,
  ProblemError,
  type revokeKey,
  type Role,
  roles,
} from "@stepwell/api";
import type { ApiKeyRow } from "@stepwell/store";
import type { Call, Handler } from "../../call.ts";
import { makeKey } from "../../make-key.ts";
import { isoTime, isoTimeOrNull } from "../../presenters/time.ts";
import { notFound } from "../../refuse.ts";

export const list: Handler<typeof listKeys> = async ({ server }) => ({
  items: (await server.installation.keys.list()).map(present),
});

/** Nobody makes a key that may do more than his own. */
export const create: Handler<typeof createOperation> = async (call) => {
  const { server, principal, body } = call;
  const { name, role, environment, expiresAt } = body;
  mayManage(call, role);
  const { environments } = principal;
  if (environments.length > 0 && !environments.includes(environment ?? ""))
    throw new ProblemError("forbidden", `This key is for ${environments.join(", ")} only.`);
  const made = await makeKey(server, {
    name,
    role,
    environment,
    expiresAt: expiresAt === undefined ? undefined : Date.parse(expiresAt),
  });
  return { ...present(made.record), key: made.key };
};

export const revoke: Handler<typeof revokeKey> = async (call) => {
  const { server, params } = call;
  const record = await server.installation.keys.findById(params.id);
  if (!record) throw notFound("key", params.id);
  mayManage(call, record.role as Role);
  await server.installation.keys.revoke(params.id, server.clock.now());
  return null;
};

function mayManage({ principal }: Pick<Call<typeof listKeys>, "principal">, role: Role): void {
  if (roles.indexOf(role) <= roles.indexOf(principal.role)) return;
  throw new ProblemError(
    "forbidden",
    `A key of the role ${principal.role} cannot manage ${role} keys.`,
  );
}

function present(record: ApiKeyRow) {
  const { id, name, role, environments, createdAt, expiresAt, revokedAt } = record;
  return {
    ...{ id, name, role: role as Role, environment: environments[0] ?? null },
    createdAt: isoTime(createdAt),
    expiresAt: isoTimeOrNull(expiresAt),
    revokedAt: isoTimeOrNull(revokedAt),
  };
}
