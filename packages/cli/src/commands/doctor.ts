import { environmentNames } from "@stepwell/server";
import { examineSqliteFile, isDirectoryLocked, openInstallation } from "@stepwell/store";
import type { Command } from "commander";
import { existsSync, statfsSync } from "node:fs";
import { join } from "node:path";
import { dataDirOf } from "../options.ts";
import { print } from "../print.ts";

interface Check {
  readonly what: string;
  readonly isGood: boolean;
  readonly detail: string;
}

const spaceBytesMin = 512 * 1024 * 1024;

/** Looks at the data directory; changes nothing. Ends with 1 where something is wrong. */
export function addDoctor(program: Command): void {
  program
    .command("doctor")
    .description("Check Node, the data directory, and every stored event and journal entry")
    .option("--data <dir>", "data directory (STEPWELL_DATA; default .stepwell)")
    .option("--json", "print the checks as JSON")
    .action(async ({ data, json }: { readonly data?: string; readonly json?: boolean }) => {
      const checks = await examine(dataDirOf(data));
      if (json === true) print(JSON.stringify(checks));
      else
        for (const { what, isGood, detail } of checks)
          print(`${isGood ? "✓" : "✗"} ${what}: ${detail}`);
      if (checks.some(({ isGood }) => !isGood)) process.exitCode = 1;
    });
}

async function examine(dir: string): Promise<readonly Check[]> {
  const node: Check = { what: "Node", isGood: true, detail: process.version };
  if (!existsSync(dir))
    return [node, { what: "Data directory", isGood: true, detail: `${dir} is not there yet` }];
  const stores = await Promise.all(environmentNames.map((name) => examineStore(dir, name)));
  return [node, space(dir), await examineInstallation(dir), ...stores];
}

function space(dir: string): Check {
  const { bavail, bsize } = statfsSync(dir);
  const free = bavail * bsize;
  const detail = `${Math.floor(free / 1024 / 1024)} MiB free at ${dir}`;
  return { what: "Data directory", isGood: free >= spaceBytesMin, detail };
}

async function examineInstallation(dir: string): Promise<Check> {
  const what = "Installation";
  if (!existsSync(join(dir, "stepwell.sqlite")))
    return { what, isGood: true, detail: "not there yet" };
  try {
    const installation = await openInstallation(dir);
    const keys = await installation.keys.list();
    await installation.close();
    return { what, isGood: true, detail: `${keys.length} API keys, the master key fits` };
  } catch (error) {
    return { what, isGood: false, detail: messageOf(error) };
  }
}

const olderSchema = "of an older version: it can be checked when a start has brought it up to date";

async function examineStore(dir: string, name: string): Promise<Check> {
  const path = join(dir, `${name}.sqlite`);
  const what = `Environment ${name}`;
  if (!existsSync(path)) return { what, isGood: true, detail: "not there yet" };
  try {
    const examined = await examineSqliteFile(path, { isServed: isDirectoryLocked(dir) });
    if (examined.kind === "older_schema") return { what, isGood: true, detail: olderSchema };
    const { findings } = examined;
    const detail = findings.length === 0 ? "every checksum fits" : findings.join("; ");
    return { what, isGood: findings.length === 0, detail };
  } catch (error) {
    return { what, isGood: false, detail: messageOf(error) };
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
