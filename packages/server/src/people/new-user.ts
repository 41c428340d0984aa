import type { Ids } from "@stepwell/core";
import type { NewUser, RoleGrants } from "@stepwell/store";
import { hashPassword } from "./hash-password.ts";

export interface UserOrder {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly roles: RoleGrants;
}

/** A user as he is stored: his password as its hash. */
export async function newUser(
  { name, email, password, roles }: UserOrder,
  { ids, now }: { readonly ids: Ids; readonly now: number },
): Promise<NewUser> {
  return {
    id: ids.make("usr"),
    accountId: ids.make("acc"),
    name,
    email,
    passwordHash: await hashPassword(password),
    roles,
    at: now,
  };
}
