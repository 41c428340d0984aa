import type { Connection, Row } from "../sqlite/connection.ts";
import { numberOf, textOf } from "../sqlite/cells.ts";
import type { RoleGrants } from "./people.ts";

export interface InvitationRow {
  readonly id: string;
  readonly email: string;
  readonly roles: RoleGrants;
  /** Of the secret in its link. */
  readonly hash: string;
  /** The name of who has invited. */
  readonly invitedBy: string;
  readonly createdAt: number;
  readonly expiresAt: number;
}

export interface Invitations {
  /** In place of an earlier one for the same address. */
  put(row: InvitationRow): void;
  /** Those that hold at a time. */
  list(at: number): readonly InvitationRow[];
  find(id: string): InvitationRow | undefined;
  findByHash(hash: string, at: number): InvitationRow | undefined;
  /** False where there is none. */
  delete(id: string): boolean;
}

export function makeInvitations(connection: Connection): Invitations {
  const first = (rows: readonly Row[]) => rows.map(decode)[0];
  return {
    put: ({ id, email, roles, hash, invitedBy, createdAt, expiresAt }) =>
      connection.transaction(() => {
        connection.run("DELETE FROM invitation WHERE email = ?", email);
        connection.run(
          `INSERT INTO invitation (id, email, roles, hash, invited_by, created_at, expires_at)
           VALUES (?, ?, ?, ?, ?, ?, ?)`,
          id,
          email,
          JSON.stringify(roles),
          hash,
          invitedBy,
          createdAt,
          expiresAt,
        );
      }),
    list: (at) =>
      connection.all("SELECT * FROM invitation WHERE expires_at > ? ORDER BY id", at).map(decode),
    find: (id) => first(connection.all("SELECT * FROM invitation WHERE id = ?", id)),
    findByHash: (hash, at) =>
      first(connection.all("SELECT * FROM invitation WHERE hash = ? AND expires_at > ?", hash, at)),
    delete: (id) => connection.run("DELETE FROM invitation WHERE id = ?", id) > 0,
  };
}

function decode(row: Row): InvitationRow {
  return {
    id: textOf(row, "id"),
    email: textOf(row, "email"),
    roles: JSON.parse(textOf(row, "roles")) as RoleGrants,
    hash: textOf(row, "hash"),
    invitedBy: textOf(row, "invited_by"),
    createdAt: numberOf(row, "created_at"),
    expiresAt: numberOf(row, "expires_at"),
  };
}
