import {
  activateWorkflow,
  ApiError,
  type Client,
  createWorkflow,
  deleteWorkflow,
  getWorkflow,
  listWorkflows,
  publishWorkflow,
} from "@stepwell/api";
import type { Command } from "commander";
import { writeFileSync } from "node:fs";
import { CliError } from "../cli-error.ts";
import { formatDefinition, formatOf, readDefinitionFile } from "../definition-file.ts";
import { note, print, table } from "../print.ts";
import { type ServerOptions, withClient, withServer } from "../server-options.ts";

export function addWorkflows(program: Command): void {
  const workflows = program.command("workflow").description("Workflows of a running server");
  withServer(workflows.command("list").description("List workflows")).action(list);
  withServer(
    workflows
      .command("import <file>")
      .description("Make a workflow of a *.flow.json or *.flow.yaml file")
      .option(
        "--activate",
        "publish it and activate the version; where that is refused, nothing is imported",
      ),
  ).action(importFile);
  withServer(
    workflows
      .command("export <id>")
      .description("Print a workflow's draft, or write it to a file")
      .option("--out <file>", "file to write; its ending says the format")
      .option("--yaml", "YAML instead of JSON"),
  ).action(exportFile);
  withServer(
    workflows
      .command("publish <id>")
      .description("Make a version of the draft")
      .option("--note <text>", "what has changed")
      .option("--activate", "make it the active version"),
  ).action(publish);
  withServer(
    workflows
      .command("activate <id>")
      .description("Make a version the active one; the latest by default")
      .option("--version-number <n>", "the version"),
  ).action(activate);
}

async function list(options: ServerOptions): Promise<void> {
  const { items } = await withClient(options, (call) =>
    call(listWorkflows, { query: { limit: 200 } }),
  );
  if (options.json === true) return print(JSON.stringify(items));
  const rows = items.map(({ id, name, active, activeVersion, trigger }) => [
    id,
    active ? `active (v${activeVersion})` : "inactive",
    trigger.type,
    name,
  ]);
  return print(table(["ID", "STATUS", "TRIGGER", "NAME"], rows));
}

interface ImportOptions extends ServerOptions {
  readonly activate?: boolean;
}

async function importFile(file: string, options: ImportOptions): Promise<void> {
  const definition = readDefinitionFile(file);
  const made = await withClient(options, async (call) => {
    const workflow = await call(createWorkflow, { body: { definition } });
    return options.activate === true ? goLive(call, workflow.id) : workflow;
  });
  if (options.json === true) return print(JSON.stringify(made));
  for (const { severity, path, message } of made.draft.findings)
    note(`${severity}: ${path}: ${message}`);
  if (made.trigger.url !== undefined) note(`Webhook: ${made.trigger.url}`);
  return print(made.id);
}

/**
 * What may not go live is taken back: the same command, run again by a pipeline, must not heap up
 * drafts. What the server has not refused stays, as it may be live already.
 */
async function goLive(call: Client, id: string) {
  const params = { id };
  try {
    return await call(publishWorkflow, { params, body: { activate: true } });
  } catch (error) {
    if (!(error instanceof ApiError))
      throw new CliError(`The server did not answer. The draft was kept as ${id}.`);
    if (error.problem.status >= 500)
      throw new CliError(`${error.message}\nThe draft was kept as ${id}.`);
    const isGone = await call(deleteWorkflow, { params }).then(
      () => true,
      () => false,
    );
    const end = isGone ? "Nothing was imported." : `The draft was kept as ${id}.`;
    throw new CliError(`${error.message}\n${end}`);
  }
}

interface ExportOptions extends ServerOptions {
  readonly out?: string;
  readonly yaml?: boolean;
}

async function exportFile(id: string, options: ExportOptions): Promise<void> {
  const { draft } = await withClient(options, (call) => call(getWorkflow, { params: { id } }));
  const format = options.yaml === true ? "yaml" : formatOf(options.out ?? "");
  const text = formatDefinition(draft.definition, format);
  if (options.out === undefined) return print(text.trimEnd());
  writeFileSync(options.out, text);
  return note(`Written to ${options.out}`);
}

interface PublishOptions extends ServerOptions {
  readonly note?: string;
  readonly activate?: boolean;
}

async function publish(id: string, options: PublishOptions): Promise<void> {
  const body = {
    activate: options.activate ?? false,
    ...(options.note !== undefined && { note: options.note }),
  };
  const made = await withClient(options, (call) => call(publishWorkflow, { params: { id }, body }));
  if (options.json === true) return print(JSON.stringify(made));
  return print(`Version ${made.version}${made.activeVersion === made.version ? ", active" : ""}`);
}

interface ActivateOptions extends ServerOptions {
  readonly versionNumber?: string;
}

async function activate(id: string, options: ActivateOptions): Promise<void> {
  const body =
    options.versionNumber === undefined ? {} : { version: Number(options.versionNumber) };
  const made = await withClient(options, (call) =>
    call(activateWorkflow, { params: { id }, body }),
  );
  print(options.json === true ? JSON.stringify(made) : `Version ${made.activeVersion} is active`);
}
