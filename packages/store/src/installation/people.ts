import type { Connection, Row } from "../sqlite/connection.ts";
import { numberIn, numberOf, textIn, textOf } from "../sqlite/cells.ts";

/** Roles by environment; `*` for all that are not named. */
export type RoleGrants = { readonly [environment: string]: string };

export interface UserRow {
  readonly id: string;
  readonly name: string;
  /** In lower case. */
  readonly email: string;
  readonly language: string | undefined;
  readonly theme: string | undefined;
  readonly createdAt: number;
  readonly roles: RoleGrants;
  /** When one of his sessions was begun or renewed. */
  readonly lastSeenAt: number | undefined;
}

export interface NewUser {
  readonly id: string;
  readonly accountId: string;
  readonly name: string;
  readonly email: string;
  readonly passwordHash: string;
  readonly roles: RoleGrants;
  readonly at: number;
}

export interface Profile {
  readonly name?: string;
  readonly language?: string | null;
  readonly theme?: string | null;
}

export type MemberChange = "changed" | "not_found" | "last_owner";

/** The users of the installation and their roles. */
export interface People {
  count(): number;
  list(): readonly UserRow[];
  find(id: string): UserRow | undefined;
  findByEmail(email: string): UserRow | undefined;
  /** With its roles. False where `only` does not hold, or the address has a user already. */
  insert(user: NewUser, only?: () => boolean): boolean;
  /** In place of those that he had. */
  setRoles(id: string, roles: RoleGrants): MemberChange;
  setProfile(id: string, profile: Profile, at: number): void;
  /** Ends all his sessions. False where there is no such user. */
  setPassword(id: string, passwordHash: string, at: number): boolean;
  remove(id: string): MemberChange;
}

const shown = `SELECT user.*,
    (SELECT json_group_object(environment, role) FROM member_role WHERE user_id = user.id) AS roles,
    (SELECT max(updated_at) FROM session WHERE user_id = user.id) AS last_seen_at
  FROM user`;

export function makePeople(connection: Connection): People {
  const count = (): number => numberOf(connection.get("SELECT count(*) AS n FROM user") ?? {}, "n");
  const find = (id: string) => decodeIn(connection.get(`${shown} WHERE id = ?`, id));
  const findByEmail = (email: string) =>
    decodeIn(connection.get(`${shown} WHERE email = ?`, email.toLowerCase()));
  return {
    count,
    list: () => connection.all(`${shown} ORDER BY id`).map(decode),
    find,
    findByEmail,
    insert: (user, only = () => true) =>
      connection.transaction(() => {
        if (!only() || findByEmail(user.email)) return false;
        insertUser(connection, user);
        writeRoles(connection, user.id, user.roles);
        return true;
      }),
    setRoles: (id, roles) =>
      connection.transaction(() => {
        if (!find(id)) return "not_found";
        if (roles["*"] !== "owner" && isLastOwner(connection, id)) return "last_owner";
        connection.run("DELETE FROM member_role WHERE user_id = ?", id);
        writeRoles(connection, id, roles);
        return "changed";
      }),
    setProfile: (id, profile, at) => writeProfile(connection, { id, profile, at }),
    setPassword: (id, passwordHash, at) =>
      connection.transaction(() => {
        connection.run("DELETE FROM session WHERE user_id = ?", id);
        const sql = `UPDATE account SET password = ?, updated_at = ?
          WHERE user_id = ? AND provider_id = 'credential'`;
        return connection.run(sql, passwordHash, at, id) > 0;
      }),
    remove: (id) =>
      connection.transaction(() => {
        if (!find(id)) return "not_found";
        if (isLastOwner(connection, id)) return "last_owner";
        connection.run("DELETE FROM user WHERE id = ?", id);
        return "changed";
      }),
  };
}

function insertUser(connection: Connection, user: NewUser): void {
  const { id, accountId, name, email, passwordHash, at } = user;
  connection.run(
    `INSERT INTO user (id, name, email, email_verified, created_at, updated_at)
     VALUES (?, ?, ?, 1, ?, ?)`,
    id,
    name,
    email.toLowerCase(),
    at,
    at,
  );
  connection.run(
    `INSERT INTO account (id, account_id, provider_id, user_id, password, created_at, updated_at)
     VALUES (?, ?, 'credential', ?, ?, ?, ?)`,
    accountId,
    id,
    id,
    passwordHash,
    at,
    at,
  );
}

function writeRoles(connection: Connection, userId: string, roles: RoleGrants): void {
  const sql = "INSERT INTO member_role (user_id, environment, role) VALUES (?, ?, ?)";
  for (const [environment, role] of Object.entries(roles))
    connection.run(sql, userId, environment, role);
}

/** Of the whole installation: an owner of some environments cannot make another one. */
function isLastOwner(connection: Connection, userId: string): boolean {
  const owners = connection.all(
    "SELECT user_id FROM member_role WHERE environment = '*' AND role = 'owner'",
  );
  return owners.length === 1 && owners[0]?.["user_id"] === userId;
}

function writeProfile(
  connection: Connection,
  { id, profile, at }: { readonly id: string; readonly profile: Profile; readonly at: number },
): void {
  const row = connection.get("SELECT name, language, theme FROM user WHERE id = ?", id);
  if (!row) return;
  const { name = textOf(row, "name") } = profile;
  const { language = textIn(row, "language") ?? null, theme = textIn(row, "theme") ?? null } =
    profile;
  connection.run(
    "UPDATE user SET name = ?, language = ?, theme = ?, updated_at = ? WHERE id = ?",
    name,
    language,
    theme,
    at,
    id,
  );
}

function decodeIn(row: Row | undefined): UserRow | undefined {
  return row && decode(row);
}

function decode(row: Row): UserRow {
  return {
    id: textOf(row, "id"),
    name: textOf(row, "name"),
    email: textOf(row, "email"),
    language: textIn(row, "language"),
    theme: textIn(row, "theme"),
    createdAt: numberOf(row, "created_at"),
    roles: JSON.parse(textOf(row, "roles")) as RoleGrants,
    lastSeenAt: numberIn(row, "last_seen_at"),
  };
}
