import { type Role, roles } from "@stepwell/api";
import { randomIds, systemClock } from "@stepwell/host";
import { environmentNames, makeKey } from "@stepwell/server";
import { openInstallation } from "@stepwell/store";
import type { Command } from "commander";
import { CliError } from "../cli-error.ts";
import { dataDirOf } from "../options.ts";
import { note, print, table } from "../print.ts";

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
    .action(list);
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
  note(`This key is shown once. Role ${role}, ${env ?? "all environments"}.`);
  print(key);
}

async function list({ data }: { readonly data?: string }): Promise<void> {
  const installation = await openInstallation(dataDirOf(data));
  const keys = await installation.keys.list();
  const rows = keys.map(({ id, name, role, environments, createdAt, revokedAt }) => [
    id,
    name,
    role,
    environments.join(", ") || "all",
    new Date(createdAt).toISOString(),
    revokedAt === undefined ? "" : "revoked",
  ]);
  await installation.close();
  print(table(["ID", "NAME", "ROLE", "ENVIRONMENT", "CREATED", ""], rows));
}
