import type { IncomingHttpHeaders } from "node:http";
import type { Role } from "@stepwell/api";
import type { Installation } from "@stepwell/store";
import type { Auth } from "./people/auth.ts";

/** Who calls: an API key, or a user with a session; with his role where he calls. */
export interface Principal {
  readonly kind: "key" | "user" | "nobody";
  /** Of the key or the user. */
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  /** The environments that it may see; empty for all. */
  readonly environments: readonly string[];
  /** Of users. */
  readonly sessionId?: string;
  /** Lines that renew a session's cookie, where that is due. */
  readonly cookies?: readonly string[];
}

/** Who calls a public operation. */
export const nobody: Principal = {
  kind: "nobody",
  id: "nobody",
  name: "nobody",
  role: "viewer",
  environments: [],
};

/** How long what was read of a caller is trusted: what another process ends does so in this time. */
export const trustMs = 2000;
/** Without a promise where the caller is known: this is on the way of every request. */
export type Authenticate = (
  headers: Pick<IncomingHttpHeaders, "authorization" | "cookie">,
  environment: string | undefined,
) => Principal | Promise<Principal | undefined> | undefined;

export interface Authenticator {
  /**
   * Reads `Authorization: Bearer ID.SECRET`, or else the cookie of a session; keys made while the
   * server runs are found as well.
   */
  readonly authenticate: Authenticate;
  /** A key or a user has changed. */
  readonly forget: (id: string) => void;
}

export interface AuthenticatorParts {
  readonly installation: Installation;
  readonly auth: Auth;
  readonly environments: readonly string[];
  now(): number;
}
