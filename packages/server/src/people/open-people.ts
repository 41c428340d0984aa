import type { Clock, Ids } from "@stepwell/core";
import type { Installation } from "@stepwell/store";
import { makeAuthenticator } from "../authenticator.ts";
import { type Attempts, makeAttempts } from "./attempts.ts";
import { type Auth, openAuth } from "./auth.ts";
import type { Authenticator } from "../principal.ts";

export interface PeopleParts {
  readonly installation: Installation;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly environments: readonly string[];
  /** Scheme, host and port under which browsers reach us, where it is not where we listen. */
  readonly publicUrl: string | undefined;
}

/** All that knows who calls. */
export interface OpenPeople extends Authenticator {
  readonly auth: Auth;
  readonly attempts: Attempts;
}

export async function openPeople(parts: PeopleParts): Promise<OpenPeople> {
  const { installation, clock, ids, environments, publicUrl } = parts;
  const now = (): number => clock.now();
  const isSecure = publicUrl?.startsWith("https:") === true;
  const auth = await openAuth({ installation, ids, isSecure });
  return {
    auth,
    attempts: makeAttempts(now),
    ...makeAuthenticator({ installation, auth, environments, now }),
  };
}
