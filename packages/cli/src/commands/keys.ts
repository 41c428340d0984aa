import { revokeKey, type Role, roles } from "@stepwell/api";
import { randomIds, systemClock } from "@stepwell/host";
import { environmentNames, makeKey } from "@stepwell/server";
import { type ApiKeyRow, openInstallation } from "@stepwell/store";
import type { Command } from "commander";
import { CliError } from "../cli-error.ts";
import { dataDirOf } from "../options.ts";
import { note, print, table } from "../print.ts";
import { type ServerOptions, withClient, withServer } from "../server-options.ts";

interface CreateOptions {
  readonly name: string;
  readonly role: string;
  readonly env?: string;
  readonly data?: string;
}

/** Keys are written to the data directory: the server may run meanwhile, or not. */
export function addKeys(program: Command): void {
  const keys = program.command("keys").description("API keys");
  keys
    .command("create")
    .description("Make an API key and print it, alone on the last line")
    .requiredOption("--name <name>", "what the key is for")
    .requiredOption("--role <role>", roles.join(", "))
    .option("--env <environment>", "the only environment that it may see")
    .option("--data <dir>", "data directory (STEPWELL_DATA; default .stepwell)")
    .action(create);
  keys
    .command("list")
    .description("List the API keys, without their secrets")
    .option("--data <dir>", "data directory (STEPWELL_DATA; default .stepwell)")
    .option("--json", "print the keys as JSON")
    .action(list);
  withServer(
    keys.command("revoke <id>").description("Revoke an API key of a running server at once"),
  ).action(revoke);
}

async function create({ name, role, env, data }: CreateOptions): Promise<void> {
  if (!roles.includes(role as Role))
    throw new CliError(`There is no role “${role}”. The roles are ${roles.join(", ")}.`);
  if (env !== undefined && !(environmentNames as readonly string[]).includes(env))
    throw new CliError(
      `There is no environment “${env}”. There are ${environmentNames.join(", ")}.`,
    );
  const dir = dataDirOf(data);
  const installation = await openInstallation(dir);
  const parts = { installation, clock: systemClock, ids: randomIds(systemClock) };
  const { key } = await makeKey(parts, {
    name,
    role: role as Role,
    environment: env,
    expiresAt: undefined,
  });
  await installation.close();
  note(`Made in ${dir}. This key is shown once. Role ${role}, ${env ?? "all environments"}.`);
  print(key);
}

interface ListOptions {
  readonly data?: string;
  readonly json?: boolean;
}

async function list({ data, json }: ListOptions): Promise<void> {
  const installation = await openInstallation(dataDirOf(data));
  const keys = (await installation.keys.list()).map(shown);
  await installation.close();
  if (json === true) return print(JSON.stringify(keys));
  const rows = keys.map(({ id, name, role, environment, createdAt, state }) => [
    id,
    name,
    role,
    environment ?? "all",
    createdAt,
    state === "valid" ? "" : state,
  ]);
  return print(table(["ID", "NAME", "ROLE", "ENVIRONMENT", "CREATED", ""], rows));
}

function shown({ id, name, role, environments, createdAt, expiresAt, revokedAt }: ApiKeyRow) {
  const isExpired = expiresAt !== undefined && expiresAt <= systemClock.now();
  const state = revokedAt !== undefined ? "revoked" : isExpired ? "expired" : "valid";
  const environment = environments[0] ?? null;
  return { id, name, role, environment, createdAt: new Date(createdAt).toISOString(), state };
}

async function revoke(id: string, options: ServerOptions): Promise<void> {
  await withClient(options, (call) => call(revokeKey, { params: { id } }));
  note(`The key ${id} is revoked.`);
}
