import type { Command } from "commander";
import { loadWorkflows } from "../environment-workflows.ts";
import { note, print } from "../print.ts";
import { type ServerOptions, withClient, withServer } from "../server-options.ts";
import { describeChange } from "../workflow-files/change-text.ts";
import { mapConnections, readConnectionMap } from "../workflow-files/connection-map.ts";
import { type FolderDifference, folderDifference } from "../workflow-files/folder-difference.ts";
import { readSoundFolder } from "../workflow-files/workflow-folder.ts";

export function addDiff(program: Command): void {
  withServer(
    program
      .command("diff <directory>")
      .description("Show what pushing a directory would change; exit with 1 where anything differs")
      .option("--active", "compare with the active versions instead of the drafts")
      .option(
        "--connections <file>",
        "YAML: names of connections in files, and in the environment",
      ),
  ).action(diff);
}

interface DiffOptions extends ServerOptions {
  readonly active?: boolean;
  readonly connections?: string;
}

async function diff(folder: string, options: DiffOptions): Promise<void> {
  const map = readConnectionMap(options.connections);
  const files = readSoundFolder(folder).map((file) => ({
    ...file,
    definition: mapConnections(file.definition, map),
  }));
  const side = options.active === true ? "active" : "draft";
  const { definitions } = await withClient(options, (call) =>
    loadWorkflows(call, options.env, side),
  );
  const found = folderDifference(files, definitions);
  const count = found.new.length + found.changed.length + found.missing.length;
  if (count > 0) process.exitCode = 1;
  if (options.json === true) return print(JSON.stringify(found));
  if (count === 0) return note(`Nothing differs: ${files.length} workflows.`);
  return print(
    describe(found, side === "active" ? `active in ${options.env}` : `in ${options.env}`),
  );
}

function describe({ new: added, changed, missing }: FolderDifference, place: string): string {
  return [
    ...added.map(({ name, path }) => `new      ${path}: “${name}” is not ${place}`),
    ...changed.flatMap(({ name, path, changes }) => [
      `changed  ${path}: “${name}”`,
      ...changes.map((change) => `  ${describeChange(change)}`),
    ]),
    ...missing.map(({ name }) => `missing  “${name}” is ${place}, in no file`),
  ].join("\n");
}
