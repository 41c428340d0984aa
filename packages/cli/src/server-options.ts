import { ApiError, type Client, makeClient } from "@stepwell/api";
import type { Command } from "commander";
import { CliError } from "./cli-error.ts";
import { defaultUrl } from "./options.ts";

/** Options of every command that talks to a running server. */
export interface ServerOptions {
  readonly url: string;
  readonly key?: string;
  readonly env: string;
  readonly json?: boolean;
}

export function withServer(command: Command): Command {
  return withAddress(command.option("--env <environment>", "environment", "live"));
}

/** For commands that name their environments themselves. */
export function withAddress(command: Command): Command {
  return command
    .option("--url <url>", "the server", process.env["STEPWELL_URL"] ?? defaultUrl)
    .option("--key <key>", "API key (STEPWELL_KEY)")
    .option("--json", "print the answer as JSON");
}

/** Does the work with a client; refusals and an unreachable server are told in words. */
export async function withClient<T>(
  options: ServerOptions,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const key = options.key ?? process.env["STEPWELL_KEY"] ?? "";
  if (!URL.canParse(options.url))
    throw new CliError(
      `--url must be an address such as http://127.0.0.1:7400, not “${options.url}”.`,
    );
  if (key === "") throw new CliError(`An API key is needed: ${howToGiveKey}`);
  try {
    return await work(makeClient({ url: options.url, key, environment: options.env }));
  } catch (error) {
    if (error instanceof ApiError) throw new CliError(describeRefusal(error));
    if (error instanceof TypeError && error.message === "fetch failed")
      throw new CliError(`No server answers at ${options.url}. Start one: npx stepwell start`);
    throw error;
  }
}

const howToGiveKey =
  "set STEPWELL_KEY or give --key; npx stepwell keys create --name me --role owner makes one.";

/** The API speaks of the header that a caller sends; who types a command sends none. */
function describeRefusal({ problem, message }: ApiError): string {
  if (problem.code !== "unauthorized") return message;
  return `The server does not accept this API key: ${howToGiveKey}`;
}
