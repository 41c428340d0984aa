import type { Clock, Ids } from "@stepwell/core";
import type { Installation } from "@stepwell/store";
import { hashPassword } from "./people/hash-password.ts";

/** Letters of a made password: 120 bits. */
const lettersCount = 24;

/** Gives a user a new random password and ends his sessions; undefined where there is none such. */
export async function resetPassword(
  { installation, clock, ids }: { installation: Installation; clock: Pick<Clock, "now">; ids: Ids },
  email: string,
): Promise<string | undefined> {
  const { people, audit } = installation;
  const user = people.findByEmail(email);
  if (!user) return undefined;
  const password = ids.secret().slice(0, lettersCount);
  const at = clock.now();
  if (!people.setPassword(user.id, await hashPassword(password), at)) return undefined;
  audit.append({
    id: ids.make("aud"),
    at,
    actor: { kind: "system", id: "command_line", name: "stepwell users reset-password" },
    environment: undefined,
    operation: "users.reset_password",
    outcome: "done",
    objectId: user.id,
    summary: {},
    address: undefined,
  });
  return password;
}
