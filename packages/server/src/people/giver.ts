import { type Operation, ProblemError } from "@stepwell/api";
import type { RoleGrants } from "@stepwell/store";
import type { Call } from "../call.ts";
import { forbiddenChange } from "./grants.ts";

type Giver = Pick<Call<Operation>, "server" | "principal">;

/** The roles of who calls, as they are now: of the user, or of the key. */
export function grantsOf({ server, principal }: Giver): RoleGrants {
  const { kind, id, role, environments } = principal;
  if (kind === "user") return server.installation.people.find(id)?.roles ?? {};
  if (environments.length === 0) return { "*": role };
  return Object.fromEntries(environments.map((name) => [name, role]));
}

/** Nobody gives or takes a role above his own. @throws ProblemError */
export function mayGive(
  call: Giver,
  change: { readonly before: RoleGrants; readonly after: RoleGrants },
): void {
  const where = forbiddenChange(grantsOf(call), change);
  if (where === undefined) return;
  const place = where === "*" ? "all environments" : `the environment ${where}`;
  throw new ProblemError(
    "forbidden",
    `You cannot give or take this role in ${place}: it is above your own there.`,
  );
}

/** Roles name environments that there are. @throws ProblemError */
export function checkEnvironments({ server }: Pick<Giver, "server">, roles: RoleGrants): void {
  const issues = Object.keys(roles)
    .filter((name) => name !== "*" && !server.environments.has(name))
    .map((name) => ({
      path: `body.roles.${name}`,
      code: "unknown_environment",
      message: `there is no environment “${name}”`,
    }));
  if (issues.length > 0)
    throw new ProblemError("invalid_input", "The body is not valid; see errors.", { issues });
}

/** Whoever reaches some environments only sees who has a role in one of them. */
export function seesRoles({ principal: { environments } }: Giver, roles: RoleGrants): boolean {
  if (environments.length === 0) return true;
  return Object.keys(roles).some((name) => name === "*" || environments.includes(name));
}
