import { type ChildProcess, execFile, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

/* Processes that are measured, and what they use. */

const here = import.meta.dirname;
const run = promisify(execFile);

export interface Load {
  readonly port: number;
  readonly path: string;
  readonly body: object;
  readonly seconds: number;
  readonly connections?: number;
}

export interface LoadFigures {
  readonly requests: number;
  readonly refused: number;
  readonly withoutRetryAfter: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Puts load on a server from a process of its own. */
export async function putLoad({
  port,
  path,
  body,
  seconds,
  connections = 64,
}: Load): Promise<LoadFigures> {
  const args = [join(here, "load.ts"), port, path, connections, seconds, JSON.stringify(body)];
  const { stdout } = await run(process.execPath, args.map(String));
  return JSON.parse(stdout) as LoadFigures;
}

export interface Measured {
  readonly port: number;
  readonly child: ChildProcess;
}

/** Starts a process and waits for the line that tells its port. */
export function startProcess(
  args: readonly string[],
  port: RegExp,
  env: NodeJS.ProcessEnv = {},
): Promise<Measured> {
  const child = spawn(process.execPath, args, {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, ...env },
  });
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`${args[0]} ended with ${code}`)));
    child.stdout.on("data", (chunk: Buffer) => {
      const found = port.exec(chunk.toString())?.[1];
      if (found !== undefined) resolve({ port: Number(found), child });
    });
  });
}

/** Microseconds of CPU that a process has used so far, by kind of thread; empty beside Linux. */
export function cpuOf({ child }: Measured): ReadonlyMap<string, number> {
  const used = new Map<string, number>();
  if (process.platform !== "linux") return used;
  const tasks = `/proc/${child.pid}/task`;
  for (const task of readdirSync(tasks)) {
    const stat = readFileSync(join(tasks, task, "stat"), "utf8");
    const [, name = "", rest = ""] = /\((.*)\) (.*)/s.exec(stat) ?? [];
    const fields = rest.split(" ");
    const ticks = Number(fields[11]) + Number(fields[12]);
    const kind =
      name === "MainThread" || name === "node"
        ? "main"
        : name === "WorkerThread"
          ? "writer"
          : "other";
    used.set(kind, (used.get(kind) ?? 0) + ticks * 10_000);
  }
  return used;
}

/** Resident memory in MiB. */
export function memoryOf({ child }: Measured): number {
  if (process.platform !== "linux") return 0;
  const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
