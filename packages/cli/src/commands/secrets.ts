import { deleteSecret, listSecrets, setSecret } from "@stepwell/api";
import type { Command } from "commander";
import { note, print } from "../print.ts";
import { readSecretValue, type ValueSource } from "../secret-value.ts";
import { type ServerOptions, withClient, withServer } from "../server-options.ts";

export function addSecrets(program: Command): void {
  const secrets = program.command("secrets").description("Secrets of a running server");
  withServer(secrets.command("list").description("List the names of secrets")).action(list);
  withServer(
    secrets
      .command("set <name>")
      .description("Store a secret: its value is read from standard input")
      .option("--value-file <file>", "read the value from a file instead"),
  ).action(set);
  withServer(secrets.command("delete <name>").description("Delete a secret")).action(remove);
}

async function list(options: ServerOptions): Promise<void> {
  const { items } = await withClient(options, (call) => call(listSecrets));
  if (options.json === true) return print(JSON.stringify(items));
  for (const { name } of items) print(name);
  return undefined;
}

async function set(name: string, options: ServerOptions & ValueSource): Promise<void> {
  const value = await readSecretValue(options);
  await withClient(options, (call) => call(setSecret, { params: { name }, body: { value } }));
  note(`The secret ${name} is stored.`);
}

async function remove(name: string, options: ServerOptions): Promise<void> {
  await withClient(options, (call) => call(deleteSecret, { params: { name } }));
  note(`The secret ${name} is deleted.`);
}
