import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { registry } from "@stepwell/catalog";
import { checkDefinition, defaultLimits, type Definition, difference } from "@stepwell/core";
import type { Command } from "commander";
import { formatDefinition } from "../definition-file.ts";
import { loadWorkflows, type NamedDefinition } from "../environment-workflows.ts";
import { note, print } from "../print.ts";
import { type ServerOptions, withClient, withServer } from "../server-options.ts";
import { inverted, mapConnections, readConnectionMap } from "../workflow-files/connection-map.ts";
import { freePath } from "../workflow-files/file-name.ts";
import type { WorkflowFile } from "../workflow-files/workflow-file.ts";
import { readFolder } from "../workflow-files/workflow-folder.ts";

export function addPull(program: Command): void {
  withServer(
    program
      .command("pull <directory>")
      .description("Write the workflows of an environment to *.flow.yaml files")
      .option("--active", "the active versions instead of the drafts")
      .option("--connections <file>", "YAML: names of connections in files, and in the environment")
      .option("--prune", "remove the files of workflows that are gone"),
  ).action(pull);
}

interface PullOptions extends ServerOptions {
  readonly active?: boolean;
  readonly prune?: boolean;
  readonly connections?: string;
}

interface Change {
  readonly what: "new" | "changed" | "unchanged" | "removed";
  readonly path: string;
  /** What the file is to hold. */
  readonly text?: string;
  readonly warnings?: readonly string[];
}

async function pull(folder: string, options: PullOptions): Promise<void> {
  const files = readFolder(folder);
  const connections = inverted(readConnectionMap(options.connections));
  const side = options.active === true ? "active" : "draft";
  const { names, definitions } = await withClient(options, (call) =>
    loadWorkflows(call, options.env, side),
  );
  const wanted = definitions.map((one) => ({
    ...one,
    definition: mapConnections(one.definition, connections),
  }));
  const gone = files.filter(({ name }) => !names.has(name));
  const removals = gone.map(({ path }) => ({ what: "removed", path }) as const);
  const changes = [
    ...writingsOf(files, wanted, takenIn(folder, files)),
    ...(options.prune === true ? removals : []),
  ];
  mkdirSync(folder, { recursive: true });
  for (const change of changes) carryOut(folder, change);
  return tell(changes, options.prune === true ? [] : gone, options);
}

function writingsOf(
  files: readonly WorkflowFile[],
  definitions: readonly NamedDefinition[],
  taken: Set<string>,
): readonly Change[] {
  const fileOf = new Map(files.map((file) => [file.name, file]));
  return definitions.map(({ name, definition }) => {
    const file = fileOf.get(name);
    if (file) return rewriting(file, definition);
    const path = freePath(name, taken);
    taken.add(path.toLowerCase());
    return {
      what: "new",
      path,
      text: formatDefinition(definition, "yaml"),
      warnings: warningsOf(definition),
    };
  });
}

/** Paths that no new file may get: also those of links and folders. */
function takenIn(folder: string, files: readonly WorkflowFile[]): Set<string> {
  const entries = existsSync(folder) ? readdirSync(folder) : [];
  return new Set([...entries, ...files.map(({ path }) => path)].map((path) => path.toLowerCase()));
}

/** A file that says the same stays as it is, with its comments and its layout. */
function rewriting({ path, format, parsed }: WorkflowFile, definition: Definition): Change {
  const isSame = parsed.ok && difference(parsed.definition, definition).length === 0;
  if (isSame) return { what: "unchanged", path };
  const text = formatDefinition(definition, format);
  return { what: "changed", path, text, warnings: warningsOf(definition) };
}

/** A password that stands in a definition in plain text comes into the file: git never forgets it. */
function warningsOf(definition: Definition): readonly string[] {
  return checkDefinition(definition, registry, defaultLimits)
    .filter(({ code }) => code === "trigger_warning")
    .map(({ path, message }) => `${path}: ${message}`);
}

function carryOut(folder: string, { what, path, text }: Change): void {
  if (what === "removed") rmSync(join(folder, path));
  if (text !== undefined) writeFileSync(join(folder, path), text);
}

function tell(
  changes: readonly Change[],
  gone: readonly WorkflowFile[],
  { json, env }: PullOptions,
): void {
  const pathsOf = (what: Change["what"]) =>
    changes.filter((change) => change.what === what).map(({ path }) => path);
  const unchanged = pathsOf("unchanged");
  if (json === true) {
    const [created, changed, removed] = [pathsOf("new"), pathsOf("changed"), pathsOf("removed")];
    return print(JSON.stringify({ new: created, changed, removed, unchanged }));
  }
  for (const { what, path, warnings = [] } of changes) {
    if (what !== "unchanged") print(`${what.padEnd(9)} ${path}`);
    for (const warning of warnings) note(`${path}: warning: ${warning}`);
  }
  for (const { path, name } of gone)
    note(`${path}: there is no workflow “${name}” in ${env}; --prune removes the file.`);
  return note(`${changes.length - unchanged.length} changed, ${unchanged.length} as before.`);
}
