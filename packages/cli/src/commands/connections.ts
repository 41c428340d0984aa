import {
  type AnswerOf,
  createConnection,
  deleteConnection,
  listConnections,
  testConnection,
  updateConnection,
} from "@stepwell/api";
import { connectionContent, type ConnectionKind, connectionKinds } from "@stepwell/core";
import type { Command } from "commander";
import { CliError } from "../cli-error.ts";
import { note, print, table } from "../print.ts";
import { readSecretValue, type ValueSource } from "../secret-value.ts";
import { type ServerOptions, withClient, withServer } from "../server-options.ts";

export function addConnections(program: Command): void {
  const connections = program.command("connections").description("Connections of a running server");
  withServer(
    connections.command("list").description("List connections, without their secrets"),
  ).action(list);
  withServer(
    connections
      .command("set <name>")
      .description("Make or change a connection: its secret is read from standard input")
      .option("--kind <kind>", `what it is, where it is new: ${connectionKinds.join(", ")}`)
      .option("--host <host>", "a host that it is for; may be given several times", collect)
      .option("--setting <name=value>", "a setting; may be given several times", collect)
      .option("--value-file <file>", "read the secret from a file instead")
      .option("--keep-secret", "leave the secret as it is, or out"),
  ).action(set);
  withServer(
    connections
      .command("test <name>")
      .description("Try a connection: sign in, fetch a token, or ask an address with it")
      .option("--address <url>", "an address on one of its hosts, asked by GET"),
  ).action(test);
  withServer(
    connections
      .command("delete <name>")
      .description("Delete a connection")
      .option("--force", "also where workflows use it"),
  ).action(remove);
}

function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

async function list(options: ServerOptions): Promise<void> {
  const { items } = await withClient(options, (call) => call(listConnections));
  if (options.json === true) return print(JSON.stringify(items));
  const rows = items.map(({ name, kind, hosts, settings }) => {
    const { host } = settings;
    return [name, kind, typeof host === "string" ? host : hosts.join(" ")];
  });
  return print(table(["NAME", "KIND", "HOSTS"], rows));
}

interface SetOptions extends ServerOptions, ValueSource {
  readonly kind?: string;
  readonly host?: readonly string[];
  readonly setting?: readonly string[];
  readonly keepSecret?: boolean;
}

const secretFields: { readonly [kind in ConnectionKind]: string } = {
  basic: "password",
  bearer: "token",
  header: "value",
  oauth2_client: "clientSecret",
  smtp: "password",
};

async function set(name: string, options: SetOptions): Promise<void> {
  const made = await withClient(options, async (call) => {
    const { items } = await call(listConnections);
    const known = items.find((one) => one.name === name);
    const kind = kindOf(options.kind, known?.kind);
    const secrets =
      options.keepSecret === true ? {} : { [secretFields[kind]]: await readSecretValue(options) };
    const settings = { ...known?.settings, ...settingsOf(options.setting ?? []) };
    const hosts = options.host ? [...options.host] : known?.hosts;
    const change = { ...(hosts && kind !== "smtp" && { hosts }), settings, secrets };
    if (known) return call(updateConnection, { params: { name }, body: change });
    return call(createConnection, { body: { name, ...contentOf({ kind, ...change }) } });
  });
  if (options.json === true) return print(JSON.stringify(made));
  return note(`The connection ${made.name} (${made.kind}) is stored.`);
}

function kindOf(given: string | undefined, known: ConnectionKind | undefined): ConnectionKind {
  const kind = connectionKinds.find((one) => one === (given ?? known));
  if (kind === undefined)
    throw new CliError(`--kind is needed for a new connection: ${connectionKinds.join(", ")}.`);
  if (known !== undefined && kind !== known)
    throw new CliError(
      `The connection is of kind ${known}; delete it to make one of kind ${kind}.`,
    );
  return kind;
}

type Setting = string | number | boolean;

/** Settings that are no texts. */
const readers: { readonly [name: string]: (text: string) => Setting } = {
  port: Number,
  secure: (text) => text === "true",
  requireTls: (text) => text !== "false",
};

function settingsOf(pairs: readonly string[]): Record<string, Setting> {
  const entries = pairs.map((pair) => {
    const [, name, value = ""] = /^([^=]+)=(.*)$/s.exec(pair) ?? [];
    if (name === undefined) throw new CliError(`--setting is written name=value, not “${pair}”.`);
    const read = Object.hasOwn(readers, name) ? readers[name] : undefined;
    return [name, read ? read(value) : value] as const;
  });
  return Object.fromEntries(entries);
}

function contentOf(written: object) {
  const parsed = connectionContent.safeParse(written);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw new CliError(`The connection is not valid: ${issues.join("; ")}.`);
}

type Outcome = AnswerOf<typeof testConnection>["outcome"];

const outcomeWords: { readonly [outcome in Outcome]: string } = {
  connected: "Connected; the mail server asks for no sign-in.",
  signed_in: "Connected and signed in.",
  token_received: "A token was received.",
  answered: "The address answered; the credentials were not refused",
  address_needed: "This kind cannot be tried without an address: give one with --address.",
  failed: "It does not work",
};

async function test(
  name: string,
  options: ServerOptions & { readonly address?: string },
): Promise<void> {
  const { address: url } = options;
  const body = url === undefined ? {} : { url };
  const tried = await withClient(options, (call) =>
    call(testConnection, { params: { name }, body }),
  );
  const { outcome, status, error } = tried;
  if (options.json === true) print(JSON.stringify(tried));
  const words = outcomeWords[outcome];
  if (error) throw new CliError(`${words}: ${error.message} (${error.code}).`);
  if (outcome === "address_needed") throw new CliError(words);
  if (options.json !== true) print(status === undefined ? words : `${words} (${status}).`);
}

async function remove(
  name: string,
  options: ServerOptions & { readonly force?: boolean },
): Promise<void> {
  const query = { force: String(options.force ?? false) };
  await withClient(options, (call) => call(deleteConnection, { params: { name }, query }));
  note(`The connection ${name} is deleted.`);
}
