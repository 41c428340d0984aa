import { type AnswerOf, getRun, listRuns, rerunRun } from "@stepwell/api";
import type { Command } from "commander";
import { print, table } from "../print.ts";
import { describeRun } from "../run-text.ts";
import { type ServerOptions, withClient, withServer } from "../server-options.ts";

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
      .command("rerun <id>")
      .description("Run the original event again")
      .option("--version-number <n>", "of this version; the active one by default"),
  ).action(rerun);
}

interface ListOptions extends ServerOptions {
  readonly workflow?: string;
  readonly status?: string;
  readonly limit: string;
}

async function list({ workflow, status, limit, ...options }: ListOptions): Promise<void> {
  const query = { limit: Number(limit), workflow, status };
  const { items } = await withClient(options, (call) => call(listRuns, { query }));
  if (options.json === true) return print(JSON.stringify(items));
  return print(table(["ID", "NO.", "STATUS", "STARTED", "MESSAGE"], items.map(rowOf)));
}

type Summary = AnswerOf<typeof listRuns>["items"][number];

function rowOf({ id, number, status, reason, startedAt, createdAt, message }: Summary): string[] {
  const state = reason === null ? status : `${status} (${reason})`;
  return [id, `#${number}`, state, startedAt ?? createdAt, message ?? ""];
}

async function show(id: string, options: ServerOptions): Promise<void> {
  const run = await withClient(options, (call) => call(getRun, { params: { id } }));
  print(options.json === true ? JSON.stringify(run) : describeRun(run));
}

interface RerunOptions extends ServerOptions {
  readonly versionNumber?: string;
}

async function rerun(id: string, options: RerunOptions): Promise<void> {
  const body =
    options.versionNumber === undefined ? {} : { version: Number(options.versionNumber) };
  const answer = await withClient(options, (call) => call(rerunRun, { params: { id }, body }));
  print(options.json === true ? JSON.stringify(answer) : answer.runId);
}
