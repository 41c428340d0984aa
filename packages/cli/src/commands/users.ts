import { randomIds, systemClock } from "@stepwell/host";
import { resetPassword } from "@stepwell/server";
import { openInstallation, type UserRow } from "@stepwell/store";
import type { Command } from "commander";
import { CliError } from "../cli-error.ts";
import { dataDirOf } from "../options.ts";
import { note, print, table } from "../print.ts";

interface DataOptions {
  readonly data?: string;
}

interface ListOptions extends DataOptions {
  readonly json?: boolean;
}

/** Whoever has the data directory needs no password: the server may run meanwhile, or not. */
export function addUsers(program: Command): void {
  const users = program.command("users").description("The people who can sign in");
  users
    .command("list")
    .description("List the people and their roles")
    .option("--data <dir>", "data directory (STEPWELL_DATA; default .stepwell)")
    .option("--json", "print the people as JSON")
    .action(list);
  users
    .command("reset-password")
    .description(
      "Give a person a new random password, print it alone on the last line, end all sessions",
    )
    .argument("<email>", "the e-mail address that the person signs in with")
    .option("--data <dir>", "data directory (STEPWELL_DATA; default .stepwell)")
    .action(reset);
}

async function list({ data, json }: ListOptions): Promise<void> {
  const installation = await openInstallation(dataDirOf(data));
  const people = installation.people.list().map(shown);
  await installation.close();
  if (json === true) return print(JSON.stringify(people));
  const rows = people.map(({ id, name, email, roles, createdAt, lastSeenAt }) => [
    id,
    name,
    email,
    Object.entries(roles)
      .map(([environment, role]) => (environment === "*" ? role : `${environment}: ${role}`))
      .join(", "),
    createdAt,
    lastSeenAt ?? "",
  ]);
  return print(table(["ID", "NAME", "E-MAIL", "ROLES", "CREATED", "LAST SEEN"], rows));
}

function shown({ id, name, email, roles, createdAt, lastSeenAt }: UserRow) {
  const time = (at: number): string => new Date(at).toISOString();
  return {
    id,
    name,
    email,
    roles,
    createdAt: time(createdAt),
    lastSeenAt: lastSeenAt === undefined ? null : time(lastSeenAt),
  };
}

async function reset(email: string, { data }: DataOptions): Promise<void> {
  const dir = dataDirOf(data);
  const installation = await openInstallation(dir);
  const parts = { installation, clock: systemClock, ids: randomIds(systemClock) };
  const password = await resetPassword(parts, email);
  await installation.close();
  if (password === undefined)
    throw new CliError(
      `Nobody in ${dir} signs in with ${email}. See who does: npx stepwell users list`,
    );
  note(
    `The new password of ${email}, shown once. All sessions have ended; change it after signing in.`,
  );
  print(password);
}
