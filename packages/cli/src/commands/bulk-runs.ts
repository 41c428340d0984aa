import {
  type AnswerOf,
  bulkRuns,
  cancelRun,
  type Client,
  deleteRun,
  rerunRun,
} from "@stepwell/api";
import type { Command } from "commander";
import { CliError } from "../cli-error.ts";
import { note, print } from "../print.ts";
import { type ServerOptions, withClient, withServer } from "../server-options.ts";

/* One run by its id, or all that a filter finds. */

type Action = "rerun" | "cancel" | "delete";

interface BulkOptions extends ServerOptions {
  readonly workflow?: string;
  readonly status?: string;
  readonly from?: string;
  readonly to?: string;
  readonly query?: string;
  readonly limit?: string;
  readonly dryRun?: boolean;
  readonly versionNumber?: string;
}

/** What must be given where no id is: nothing at all would mean everything. */
const filterFlags = "--workflow, --status, --from, --to or --query";

export function addBulkRuns(runs: Command): void {
  const add = (action: Action, description: string): Command =>
    withServer(
      runs
        .command(`${action} [id]`)
        .description(`${description}: one, or the newest that a filter finds`)
        .option("--workflow <id>", "of one workflow")
        .option("--status <statuses>", "with commas between")
        .option("--from <time>", "made at or after")
        .option("--to <time>", "made before")
        .option("--query <text>", "whose id or event contains it")
        .option("--limit <n>", "at most so many; 1000 by default")
        .option("--dry-run", "only count"),
    ).action((id: string | undefined, options: BulkOptions) => perform(action, id, options));
  add("rerun", "Run the original event again").option(
    "--version-number <n>",
    "of this version; the active one by default",
  );
  add("cancel", "Cancel what has not ended");
  add("delete", "Delete what has ended");
}

async function perform(
  action: Action,
  id: string | undefined,
  options: BulkOptions,
): Promise<void> {
  const filter = filterOf(options);
  const isFiltered = Object.values(filter).some((value) => value !== undefined);
  if (isFiltered === (id !== undefined))
    throw new CliError(`Give the id of a run, or a filter: ${filterFlags}.`);
  if (id !== undefined) return performOne(action, id, options);
  const { limit, dryRun = false } = options;
  const body = {
    action,
    filter,
    dryRun,
    ...(limit !== undefined && { limit: Number(limit) }),
    ...versionOf(options),
  };
  tell(action, options, await withClient(options, (call) => call(bulkRuns, { body })));
}

function filterOf({ workflow, status, from, to, query }: BulkOptions) {
  return { workflow, status, from: timeOf(from), to: timeOf(to), q: query };
}

function timeOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const instant = Date.parse(text);
  if (Number.isNaN(instant)) throw new CliError(`“${text}” is no time; 2026-11-21T08:00Z is one.`);
  return new Date(instant).toISOString();
}

function versionOf({ versionNumber }: BulkOptions) {
  return versionNumber === undefined ? {} : { version: Number(versionNumber) };
}

async function performOne(action: Action, id: string, options: BulkOptions): Promise<void> {
  const answer = await withClient(options, (call) => requestOne(call, action, { id, options }));
  print(options.json === true ? JSON.stringify(answer) : answer.runId);
}

interface One {
  readonly id: string;
  readonly options: BulkOptions;
}

async function requestOne(
  call: Client,
  action: Action,
  { id, options }: One,
): Promise<{ readonly runId: string }> {
  const params = { id };
  if (action === "rerun") return call(rerunRun, { params, body: versionOf(options) });
  if (action === "cancel") await call(cancelRun, { params, body: {} });
  else await call(deleteRun, { params });
  return { runId: id };
}

function tell(action: Action, options: BulkOptions, answer: AnswerOf<typeof bulkRuns>): void {
  const { matched, done, skipped, skippedCount, more, stopped } = answer;
  if (options.json === true) print(JSON.stringify(answer));
  else {
    for (const { runId, code, message } of skipped) note(`${runId} ${code}: ${message}`);
    const behind = more > 0 ? `, ${more} more match` : "";
    print(
      options.dryRun === true
        ? `${action}: ${matched} matched${behind}`
        : `${action}: ${done} of ${matched} done, ${skippedCount} skipped${behind}`,
    );
  }
  if (stopped) throw new CliError(stopped.message);
}
