import type { RoleGrants } from "@stepwell/store";
import { type AuthenticatorParts, type Principal, trustMs } from "../principal.ts";
import { type Reach, reachOf, roleIn } from "./grants.ts";

/** What a request with a cookie asks for; without an environment the whole installation. */
export interface AskedSession {
  /** The header. */
  readonly cookie: string;
  readonly environment: string | undefined;
}

/** A user whose session was read. */
interface Known {
  readonly userId: string;
  readonly name: string;
  readonly roles: RoleGrants;
  readonly sessionId: string;
  readonly until: number;
}

const knownMax = 1000;

/** Knows users by the value of their session's cookie. */
export function makeSessionAuthenticator(parts: AuthenticatorParts) {
  const { auth, installation, environments, now } = parts;
  const known = new Map<string, Known>();
  /** Grows when something is forgotten: what was read before may be old. */
  let generation = 0;

  async function read(value: string, asked: AskedSession): Promise<Principal | undefined> {
    const before = generation;
    const session = await auth.session(`${auth.cookieName}=${value}`);
    const user = session && installation.people.find(session.userId);
    if (!session || !user) {
      known.delete(value);
      return undefined;
    }
    const { sessionId, expiresAt, cookies } = session;
    const until = Math.min(now() + trustMs, expiresAt);
    const made = { userId: user.id, name: user.name, roles: user.roles, sessionId, until };
    if (known.size >= knownMax) known.clear();
    if (generation === before) known.set(value, made);
    return { ...principalOf(made, asked.environment, environments), cookies };
  }

  return {
    authenticate(asked: AskedSession): Principal | Promise<Principal | undefined> | undefined {
      const value = cookieValue(asked.cookie, auth.cookieName);
      if (value === undefined) return undefined;
      const found = known.get(value);
      return found && found.until > now()
        ? principalOf(found, asked.environment, environments)
        : read(value, asked);
    },
    forget(userId: string): void {
      generation += 1;
      for (const [value, one] of known) if (one.userId === userId) known.delete(value);
    },
  };
}

function principalOf(
  { userId, name, roles, sessionId }: Known,
  environment: string | undefined,
  environments: readonly string[],
): Principal {
  const reach =
    environment === undefined ? reachOf(roles, environments) : reachIn(roles, environment);
  return { kind: "user", id: userId, name, sessionId, ...(reach ?? nowhere) };
}

/** The check of environments refuses it: none has an empty name. */
const nowhere: Reach = { role: "viewer", environments: [""] };

function reachIn(roles: RoleGrants, environment: string): Reach | undefined {
  const role = roleIn(roles, environment);
  return role && { role, environments: [environment] };
}

/** The value of the first cookie of the name, as the browser sent it. */
export function cookieValue(header: string, name: string): string | undefined {
  for (const part of header.split(";")) {
    const [key = "", ...rest] = part.trim().split("=");
    if (key === name) return rest.join("=");
  }
  return undefined;
}
