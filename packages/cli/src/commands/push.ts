import type { Command } from "commander";
import { pushCandidates } from "../push-candidates.ts";
import { type ServerOptions, withClient, withServer } from "../server-options.ts";
import { mapConnections, readConnectionMap } from "../workflow-files/connection-map.ts";
import { readSoundFolder } from "../workflow-files/workflow-folder.ts";

export function addPush(program: Command): void {
  withServer(
    program
      .command("push <directory>")
      .description(
        "Make the drafts of an environment what the *.flow.yaml and *.flow.json files say",
      )
      .option("--publish", "make a version of what has none yet")
      .option("--activate", "make that version the active one; publishes too")
      .option("--note <text>", "the note of new versions")
      .option("--dry-run", "only check, and show what would be done")
      .option("--force", "overwrite drafts that have changes of their own")
      .option(
        "--connections <file>",
        "YAML: names of connections in files, and in the environment",
      ),
  ).action(push);
}

interface PushCommandOptions extends ServerOptions {
  readonly publish?: boolean;
  readonly activate?: boolean;
  readonly note?: string;
  readonly dryRun?: boolean;
  readonly force?: boolean;
  readonly connections?: string;
}

async function push(folder: string, options: PushCommandOptions): Promise<void> {
  const map = readConnectionMap(options.connections);
  const candidates = readSoundFolder(folder).map(({ path, definition, lineOf }) => ({
    place: path,
    definition: mapConnections(definition, map),
    lineOf,
  }));
  const order = { ...options, environment: options.env, mapOption: "--connections FILE" };
  return withClient(options, (call) => pushCandidates(call, candidates, order));
}
