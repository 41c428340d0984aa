import { join } from "node:path";
import { type IpRange, parseAllowList } from "@stepwell/catalog";
import { openServer, parseTrustedProxies, type Server } from "@stepwell/server";
import type { Command } from "commander";
import pino, { type Logger } from "pino";
import { CliError } from "../cli-error.ts";
import { runDemo } from "../demo/demo.ts";
import { describeFirstKey, describeSetup } from "../first-key.ts";
import { dataDirOf, hostOf, portOf } from "../options.ts";
import { note, print } from "../print.ts";
import { version } from "../version.ts";

interface StartOptions {
  readonly data?: string;
  readonly host?: string;
  readonly port?: string;
  readonly jsonLogs?: boolean;
  readonly demo?: boolean;
}

/** `npm run build` puts it there; `npm start` does so by itself. */
const dashboardDir = join(import.meta.dirname, "../../../web/dist");

/** How long actions in flight may take to end after the first signal. */
const graceMs = 10_000;

export function addStart(program: Command): void {
  program
    .command("start")
    .description("Start the server")
    .option("--data <dir>", "data directory (STEPWELL_DATA; default .stepwell)")
    .option("--host <address>", "address to listen at (STEPWELL_HOST; default 127.0.0.1)")
    .option("--port <number>", "port to listen at (STEPWELL_PORT; default 7400)")
    .option("--json-logs", "write every line as JSON")
    .option("--demo", "import two example workflows into the sandbox and send them real webhooks")
    .action(start);
}

async function start(options: StartOptions): Promise<void> {
  const logger = makeLogger(options);
  const server = await open(options, logger);
  stopOnSignals(server, logger);
  if (options.jsonLogs === true) logger.info({ event: "ready", url: server.url }, "ready");
  else print(`Stepwell is ready at ${server.url}`);
  if (server.setupUrl !== undefined) note(describeSetup(server.setupUrl));
  const keys = await server.parts.installation.keys.list();
  if (keys.every(({ revokedAt }) => revokedAt !== undefined))
    note(describeFirstKey({ data: options.data, url: server.url }));
  if (options.demo === true) await runDemo(server);
}

async function open(options: StartOptions, logger: Logger): Promise<Server> {
  const port = portOf(options.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new CliError(`The port must be a number from 0 to 65535, not “${options.port ?? ""}”.`);
  try {
    return await openServer({
      dataDir: dataDirOf(options.data),
      host: hostOf(options.host),
      port,
      version,
      outboundAllow: outboundAllow(),
      trustedProxies: trustedProxies(),
      publicUrl: process.env["STEPWELL_PUBLIC_URL"],
      dashboardDir,
      logger,
      onFatal(error) {
        logger.fatal({ err: error }, "the store cannot go on; ending so that nothing is lost");
        process.exit(70);
      },
    });
  } catch (error) {
    throw explainPort(error, port);
  }
}

function entriesOf(variable: string): readonly string[] {
  return (process.env[variable] ?? "").split(/[\s,]+/).filter(Boolean);
}

function trustedProxies(): readonly IpRange[] {
  const parsed = parseTrustedProxies(entriesOf("STEPWELL_TRUSTED_PROXIES"));
  if (!parsed.ok) throw new CliError(`STEPWELL_TRUSTED_PROXIES: ${parsed.message}`);
  return parsed.ranges;
}

function outboundAllow(): readonly string[] {
  const entries = entriesOf("STEPWELL_OUTBOUND_ALLOW");
  const parsed = parseAllowList(entries);
  if (!parsed.ok) throw new CliError(`STEPWELL_OUTBOUND_ALLOW: ${parsed.message}`);
  return entries;
}

function explainPort(error: unknown, port: number): unknown {
  if ((error as NodeJS.ErrnoException | undefined)?.code !== "EADDRINUSE") return error;
  return new CliError(`Port ${port} is in use. Choose another one: --port ${port + 1}`);
}

function makeLogger({ jsonLogs }: StartOptions): Logger {
  const level = jsonLogs === true ? "info" : "warn";
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime });
}

function stopOnSignals(server: Server, logger: Logger): void {
  let isStopping = false;
  const stop = (signal: NodeJS.Signals): void => {
    if (isStopping) return;
    isStopping = true;
    logger.info({ event: "stopping", signal }, "stopping");
    void server.close(graceMs).then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error }, "did not stop cleanly");
        process.exit(1);
      },
    );
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}
