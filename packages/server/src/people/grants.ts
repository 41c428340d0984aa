import { type Role, roles } from "@stepwell/api";
import type { RoleGrants } from "@stepwell/store";

/* Roles by environment; `*` counts where an environment is not named. */

export function roleIn(grants: RoleGrants, environment: string): Role | undefined {
  const role = Object.hasOwn(grants, environment) ? grants[environment] : grants["*"];
  return roles.find((name) => name === role);
}

export function isAtLeast(role: Role | undefined, other: Role | undefined): boolean {
  if (other === undefined) return true;
  return role !== undefined && roles.indexOf(role) >= roles.indexOf(other);
}

/** What somebody may do to the whole installation: his highest role, and where it counts. */
export interface Reach {
  readonly role: Role;
  /** Empty for all, also those that will be made. */
  readonly environments: readonly string[];
}

export function reachOf(grants: RoleGrants, environments: readonly string[]): Reach | undefined {
  const held = new Set(environments.map((name) => roleIn(grants, name)));
  const role = roles.findLast((name) => held.has(name));
  if (role === undefined) return undefined;
  const where = environments.filter((name) => roleIn(grants, name) === role);
  const isEverywhere = where.length === environments.length && isAtLeast(roleIn(grants, "*"), role);
  return { role, environments: isEverywhere ? [] : where };
}

/**
 * The first environment in which somebody would give or take a role above his own; undefined where
 * he may do it.
 */
export function forbiddenChange(
  giver: RoleGrants,
  { before, after }: { readonly before: RoleGrants; readonly after: RoleGrants },
): string | undefined {
  const named = [giver, before, after].flatMap((grants) => Object.keys(grants));
  return [...new Set(["*", ...named])].find((environment) => {
    const [from, to] = [roleIn(before, environment), roleIn(after, environment)];
    const isNamedNow = Object.hasOwn(before, environment) === Object.hasOwn(after, environment);
    if (from === to && isNamedNow) return false;
    const own = roleIn(giver, environment);
    return own === undefined || !isAtLeast(own, from) || !isAtLeast(own, to);
  });
}
