import { makeKeyAuthenticator } from "./key-authenticator.ts";
import { makeSessionAuthenticator } from "./people/session-authenticator.ts";
import type { Authenticator, AuthenticatorParts } from "./principal.ts";

export function makeAuthenticator(parts: AuthenticatorParts): Authenticator {
  const keys = makeKeyAuthenticator(parts);
  const sessions = makeSessionAuthenticator(parts);
  return {
    authenticate({ authorization, cookie }, environment) {
      if (authorization !== undefined) return keys.authenticate(authorization);
      if (cookie === undefined) return undefined;
      return sessions.authenticate({ cookie, environment });
    },
    forget(id) {
      keys.forget(id);
      sessions.forget(id);
    },
  };
}
