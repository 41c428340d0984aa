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
import type { Principal } from "../../principal.ts";
import { isoTime, isoTimeOrNull } from "../../presenters/time.ts";
import { notFound } from "../../refuse.ts";

export const list: Handler<typeof listKeys> = async ({ server, principal }) => {
  const rows = await server.installation.keys.list();
  return { items: rows.filter((row) => sees(principal, row)).map(present) };
};

/** Nobody makes a key that may do more than his own. */
export const create: Handler<typeof createOperation> = async (call) => {
  const { server, principal, body } = call;
  const { name, role, environment, expiresAt } = body;
  if (environment !== undefined && !server.environments.has(environment))
    throw unknownEnvironment(environment);
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
  const { server, params, principal } = call;
  const record = await server.installation.keys.findById(params.id);
  if (!record || !sees(principal, record)) throw notFound("key", params.id);
  mayManage(call, record.role as Role);
  await server.installation.keys.revoke(params.id, server.clock.now());
  server.forgetCaller(params.id);
  return null;
};

/** Who is bound to an environment sees nothing of keys that reach further. */
function sees({ environments }: Principal, key: ApiKeyRow): boolean {
  if (environments.length === 0) return true;
  return key.environments.length > 0 && key.environments.every((one) => environments.includes(one));
}

function unknownEnvironment(name: string): ProblemError {
  const message = `there is no environment “${name}”`;
  return new ProblemError("invalid_input", `The body is not valid: ${message}.`, {
    issues: [{ path: "body.environment", code: "unknown_environment", message }],
  });
}

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
    id,
    name,
    role: role as Role,
    environment: environments[0] ?? null,
    createdAt: isoTime(createdAt),
    expiresAt: isoTimeOrNull(expiresAt),
    revokedAt: isoTimeOrNull(revokedAt),
  };
}
