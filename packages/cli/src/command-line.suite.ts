import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { required } from "@stepwell/core";
import { openServer, type Server } from "@stepwell/server";
import pino from "pino";
import { afterAll, beforeAll, vi } from "vitest";
import { runProgram } from "./program.ts";

/* The command line in this process, with what it writes and its exit code. */

export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** Last line of the output. */
  readonly last: string;
  json(): never;
}

export async function stepwell(...args: readonly string[]): Promise<Outcome> {
  const written = { out: "", err: "" };
  const catching = (stream: "out" | "err") => (text: string | Uint8Array) => {
    written[stream] += String(text);
    return true;
  };
  const spies = [
    vi.spyOn(process.stdout, "write").mockImplementation(catching("out")),
    vi.spyOn(process.stderr, "write").mockImplementation(catching("err")),
    // Only commander ends the process by itself, for a wrong command line.
    vi.spyOn(process, "exit").mockImplementation((code) => {
      throw new Exit(Number(code));
    }),
  ];
  let code = 0;
  try {
    await runProgram(args);
    code = Number(process.exitCode ?? 0);
  } catch (error) {
    if (!(error instanceof Exit)) throw error;
    code = error.code;
  } finally {
    for (const spy of spies) spy.mockRestore();
    process.exitCode = 0;
  }
  const last = written.out.trimEnd().split("\n").at(-1) ?? "";
  return { ...written, code, last, json: () => JSON.parse(written.out) as never };
}

class Exit extends Error {
  readonly code: number;

  constructor(code: number) {
    super(`exit ${code}`);
    this.code = code;
  }
}

export function temporaryFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), "stepwell-cli-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export function openTestServer(dataDir: string): Promise<Server> {
  return openServer({
    dataDir,
    host: "127.0.0.1",
    port: 0,
    version: "0.0.0",
    outboundAllow: [],
    logger: pino({ enabled: false }),
    onFatal(error) {
      throw error;
    },
  });
}

/** A port that somebody else holds. */
export async function takenPort(): Promise<{ readonly port: number; free(): void }> {
  const holder = createServer();
  await new Promise<void>((resolve) => holder.listen(0, "127.0.0.1", resolve));
  const address = holder.address();
  const port = typeof address === "object" ? (address?.port ?? 0) : 0;
  return { port, free: () => void holder.close() };
}

export interface Running {
  server(): Server;
  readonly dataDir: string;
  /** Options that say where the server is, and the key to it. */
  at(): readonly string[];
  /** The command that makes a key. */
  create(role: string, ...more: readonly string[]): readonly string[];
  /** Writes a file into a folder of the tests; its path. */
  file(name: string, text: string): string;
  jsonFile(): string;
}

/** A definition for files. */
export const definition = {
  format: "stepwell/v1",
  name: "By file",
  trigger: { type: "manual" },
  steps: [{ id: "sum", type: "calculate", config: { engine: "formula", expression: "1 + 2" } }],
};

/** A server in this process, for all tests of a file. */
export function useServer(): Running {
  const folder = temporaryFolder();
  const dataDir = join(folder.path, "data");
  let server: Server | undefined;
  let at: readonly string[] = [];

  const running: Running = {
    server: () => required(server, "the server is open"),
    dataDir,
    at: () => at,
    create(role, ...more) {
      return ["keys", "create", "--name", "test", "--role", role, "--data", dataDir, ...more];
    },
    file(name, text) {
      const path = join(folder.path, name);
      writeFileSync(path, text);
      return path;
    },
    jsonFile: () => running.file("one.flow.json", JSON.stringify(definition)),
  };

  beforeAll(async () => {
    server = await openTestServer(dataDir);
    const key = await stepwell(...running.create("owner"));
    at = ["--url", server.url, "--key", key.last];
  });
  afterAll(async () => {
    await server?.close(100);
    folder.remove();
  });
  return running;
}
