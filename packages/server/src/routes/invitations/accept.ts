import { type acceptInvitation, ProblemError } from "@stepwell/api";
import { required } from "@stepwell/core";
import type { Handler } from "../../call.ts";
import { hashSecret } from "../../hash-secret.ts";
import { newUser } from "../../people/new-user.ts";
import { signInNew } from "../../people/session-caller.ts";
import { presentUser } from "../../presenters/people.ts";

export const accept: Handler<typeof acceptInvitation> = async (call) => {
  const { server, body, address } = call;
  const { installation, ids, clock, attempts } = server;
  const { people, invitations } = installation;
  const { token, name, password } = body;
  const attempt = { address, account: "invitation" };
  attempts.take(attempt);
  const invitation = invitations.findByHash(hashSecret(token), clock.now());
  if (!invitation) throw wrongLink();
  const { email, roles } = invitation;
  const user = await newUser({ name, email, password, roles }, { ids, now: clock.now() });
  // Of two that come at once, one takes it.
  if (!people.insert(user, () => invitations.delete(invitation.id))) throw wrongLink();
  attempts.succeeded(attempt);
  await signInNew(call, { email, password });
  const actor = { kind: "user", id: user.id, name } as const;
  call.note({ actor, objectId: user.id, summary: { invitedBy: invitation.invitedBy } });
  return { user: presentUser(required(people.find(user.id), "the new member is there")) };
};

function wrongLink(): ProblemError {
  return new ProblemError(
    "invalid_token",
    "The invitation was used, taken back or has expired: ask for a new one.",
  );
}
