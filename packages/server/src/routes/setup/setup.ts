import { type completeSetup, type getSetup, ProblemError } from "@stepwell/api";
import { required } from "@stepwell/core";
import type { Handler } from "../../call.ts";
import { newUser } from "../../people/new-user.ts";
import { signInNew } from "../../people/session-caller.ts";
import { endSetup, isSetupToken } from "../../people/setup-token.ts";
import { presentUser } from "../../presenters/people.ts";

export const get: Handler<typeof getSetup> = async ({ server }) => ({
  isNeeded: server.installation.people.count() === 0,
});

export const complete: Handler<typeof completeSetup> = async (call) => {
  const { server, body, address } = call;
  const { installation, ids, clock, attempts } = server;
  const { people } = installation;
  const attempt = { address, account: "setup" };
  attempts.take(attempt);
  if (!(await isSetupToken(installation, body.token))) throw wrongToken();
  const { token: _token, ...person } = body;
  const user = await newUser({ ...person, roles: { "*": "owner" } }, { ids, now: clock.now() });
  // Of two that come at once, one is first.
  if (!people.insert(user, () => people.count() === 0)) throw wrongToken();
  await endSetup(installation);
  attempts.succeeded(attempt);
  await signInNew(call, person);
  call.note({ actor: { kind: "user", id: user.id, name: user.name }, objectId: user.id });
  return { user: presentUser(required(people.find(user.id), "the owner is there")) };
};

function wrongToken(): ProblemError {
  return new ProblemError(
    "invalid_token",
    "Use the address that the server printed at its last start; it works once.",
  );
}
