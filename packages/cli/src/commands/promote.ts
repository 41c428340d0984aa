import type { Client } from "@stepwell/api";
import { registry } from "@stepwell/catalog";
import { connectionUses, type Definition } from "@stepwell/core";
import type { Command } from "commander";
import { CliError } from "../cli-error.ts";
import { draftOf, findWorkflow, versionOf } from "../environment-workflows.ts";
import { note } from "../print.ts";
import { pushCandidates } from "../push-candidates.ts";
import { type ServerOptions, withAddress, withClient } from "../server-options.ts";
import {
  connectionMapOf,
  mapConnections,
  readConnectionMap,
} from "../workflow-files/connection-map.ts";

export function addPromote(program: Command): void {
  withAddress(
    program
      .command("promote <workflow>")
      .description("Copy a workflow's draft to another environment, with the difference shown")
      .option("--from <environment>", "where it comes from", "sandbox")
      .option("--to <environment>", "where it goes", "live")
      .option("--active", "the active version instead of the draft")
      .option("--map <name=name>", "a connection and the one to use; several times", collect)
      .option("--connections <file>", "YAML: names of connections, and those to use instead")
      .option("--publish", "make a version of it there")
      .option("--activate", "make that version the active one; publishes too")
      .option("--note <text>", "the note of the new version")
      .option("--dry-run", "only check, and show what would be done")
      .option("--force", "overwrite a draft that has changes of its own")
      .option("--yes", "do it: without this nothing is written"),
  ).action(promote);
}

function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

interface PromoteOptions extends Omit<ServerOptions, "env"> {
  readonly from: string;
  readonly to: string;
  readonly active?: boolean;
  readonly map?: readonly string[];
  readonly connections?: string;
  readonly publish?: boolean;
  readonly activate?: boolean;
  readonly note?: string;
  readonly dryRun?: boolean;
  readonly force?: boolean;
  readonly yes?: boolean;
}

async function promote(given: string, options: PromoteOptions): Promise<void> {
  const { from, to, map = [], yes = false } = options;
  if (from === to) throw new CliError("--from and --to are the same environment.");
  const connections = new Map([...readConnectionMap(options.connections), ...connectionMapOf(map)]);
  const found = await withClient({ ...options, env: from }, (call) =>
    definitionIn(call, given, options),
  );
  refuseUnused(map, connectionUses(found, registry));
  const candidate = {
    place: from,
    definition: mapConnections(found, connections),
    lineOf: () => undefined,
  };
  const dryRun = options.dryRun === true || !yes;
  const order = { ...options, dryRun, environment: to, mapOption: "--map NAME=NAME" };
  await withClient({ ...options, env: to }, (call) => pushCandidates(call, [candidate], order));
  if (yes || options.dryRun === true) return;
  note("Add --yes to do it.");
  process.exitCode = 1;
}

/** A name that is written wrong would go unnoticed where the target has a connection of the right one. */
function refuseUnused(pairs: readonly string[], used: readonly string[]): void {
  const unused = [...connectionMapOf(pairs).keys()].filter((name) => !used.includes(name));
  if (unused.length > 0)
    throw new CliError(
      `--map: no step uses the connection ${unused.join(", ")}; used are: ${used.join(", ") || "none"}.`,
    );
}

async function definitionIn(
  call: Client,
  given: string,
  { from, active }: PromoteOptions,
): Promise<Definition> {
  const workflow = await findWorkflow(call, given, from);
  if (active !== true) return draftOf(workflow);
  const { id, name, activeVersion } = workflow;
  if (activeVersion === null)
    throw new CliError(`The workflow “${name}” has no active version in ${from}.`);
  return versionOf(call, id, activeVersion);
}
