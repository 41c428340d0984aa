import { type AnswerOf, type Client, getRun, listRuns, resumeRun } from "@stepwell/api";
import type { Command } from "commander";
import { listAllWorkflows } from "../environment-workflows.ts";
import { print, table } from "../print.ts";
import { describeRun } from "../run-text.ts";
import { type ServerOptions, withClient, withServer } from "../server-options.ts";
import { addBulkRuns } from "./bulk-runs.ts";

export function addRuns(program: Command): void {
  const runs = program.command("run").description("Runs of a running server");
  withServer(
    runs
      .command("list")
      .description("List runs, newest first")
      .option("--workflow <id>", "of one workflow")
      .option("--status <statuses>", "with commas between")
      .option("--limit <n>", "how many", "20"),
  ).action(list);
  withServer(runs.command("show <id>").description("Show a run, step by step")).action(show);
  withServer(
    runs
      .command("resume <id>")
      .description("Go on from where a run failed or was canceled, as a new run")
      .option("--version-number <n>", "of this version of the workflow; the run's own by default"),
  ).action(resume);
  addBulkRuns(runs);
}

interface ListOptions extends ServerOptions {
  readonly workflow?: string;
  readonly status?: string;
  readonly limit: string;
}

async function list({ workflow, status, limit, ...options }: ListOptions): Promise<void> {
  const query = { limit: Number(limit), workflow, status };
  const { items, names } = await withClient(options, async (call) => ({
    ...(await call(listRuns, { query })),
    names: options.json === true ? new Map<string, string>() : await workflowNames(call),
  }));
  if (options.json === true) return print(JSON.stringify(items));
  const rows = items.map((item) => rowOf(item, names.get(item.workflowId) ?? item.workflowId));
  return print(table(["ID", "WORKFLOW", "NO.", "STATUS", "STARTED", "MESSAGE"], rows));
}

/** By id, of all workflows that are there. */
async function workflowNames(call: Client): Promise<ReadonlyMap<string, string>> {
  const all = [...(await listAllWorkflows(call)), ...(await listAllWorkflows(call, "archived"))];
  return new Map(all.map(({ id, name }) => [id, name]));
}

type Summary = AnswerOf<typeof listRuns>["items"][number];

function rowOf(run: Summary, workflow: string): string[] {
  const { id, number, status, reason, startedAt, createdAt, message } = run;
  const state = reason === null ? status : `${status} (${reason})`;
  return [id, workflow, `#${number}`, state, startedAt ?? createdAt, message ?? ""];
}

async function show(id: string, options: ServerOptions): Promise<void> {
  const run = await withClient(options, (call) => call(getRun, { params: { id } }));
  print(options.json === true ? JSON.stringify(run) : describeRun(run));
}

interface ResumeOptions extends ServerOptions {
  readonly versionNumber?: string;
}

async function resume(id: string, { versionNumber, ...options }: ResumeOptions): Promise<void> {
  const body = versionNumber === undefined ? {} : { version: Number(versionNumber) };
  const made = await withClient(options, (call) => call(resumeRun, { params: { id }, body }));
  print(options.json === true ? JSON.stringify(made) : made.runId);
}
