import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { createServer } from "node:net";
import { join } from "node:path";
import { nodeFlags } from "../../packages/cli/bin/node-flags.mjs";
import { root } from "../tidy/source-files.ts";

/* The real server as a process of its own, as people start it. */

const binary = "packages/cli/bin/stepwell.mjs";
const script = join(root, binary);
const launched = { ...process.env, STEPWELL_LAUNCHED: "1", STEPWELL_OUTBOUND_ALLOW: "127.0.0.1" };
const startTimeoutMs = 30_000;

export interface ServerProcess {
  readonly url: string;
  readonly child: ChildProcess;
  /** Its exit code, however it ends; null for a signal. */
  readonly exit: Promise<number | null>;
  /** Ends it with a signal; resolves with its exit code when it is gone. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

export interface StartOptions {
  readonly dataDir: string;
  readonly port: number;
  readonly nodeArguments?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Of `stepwell start`, beside those for data and port. */
  readonly options?: readonly string[];
  /** What it writes when it is ready. */
  readonly readyText?: string;
  /** Another tree of the sources. */
  readonly folder?: string;
  /** Called before it is ready. */
  onSpawn?(child: ChildProcess): void;
}

export async function startServer(options: StartOptions): Promise<ServerProcess> {
  const { dataDir, port, nodeArguments = [], env = {}, folder = root } = options;
  const args = [
    ...nodeFlags,
    ...nodeArguments,
    join(folder, binary),
    "start",
    "--data",
    dataDir,
    "--port",
    String(port),
    ...(options.options ?? []),
  ];
  const child = spawn(process.execPath, args, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...launched, ...env },
  });
  const exit = new Promise<number | null>((resolve) => child.once("exit", resolve));
  options.onSpawn?.(child);
  await ready(child, options.readyText ?? "Stepwell is ready at");
  return {
    url: `http://127.0.0.1:${port}`,
    child,
    exit,
    end(signal) {
      child.kill(signal);
      return exit;
    },
  };
}

function ready(child: ChildProcess, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = "";
    const timer = setTimeout(() => reject(new Error(`not ready: ${output}`)), startTimeoutMs);
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      if (!output.includes(text)) return;
      clearTimeout(timer);
      resolve();
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.once("close", (code) => {
      clearTimeout(timer);
      reject(new Error(`ended with ${code}: ${output}`));
    });
  });
}

/** A new API key, made as people make it: with the command line. */
export function createKey(dataDir: string, role = "owner"): string {
  const args = [script, "keys", "create", "--name", "test", "--role", role, "--data", dataDir];
  const output = execFileSync(process.execPath, args, {
    env: launched,
    stdio: ["ignore", "pipe", "ignore"],
  });
  return output.toString().trim().split("\n").at(-1) ?? "";
}

/** A port that nobody listens at. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" ? (address?.port ?? 0) : 0));
    });
  });
}
