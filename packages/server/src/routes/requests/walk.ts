import { setImmediate } from "node:timers/promises";
import {
  type Program,
  type ProgramList,
  readHistory,
  type RunFilter,
  type RunRow,
  type StepRun,
} from "@stepwell/core";
import type { Environment } from "../../environment.ts";

/* Runs, newest first, with what they asked of the outside. */

export interface RequestsOfRun {
  readonly row: RunRow;
  /** In their order, with their places among the step runs of the run. */
  readonly requests: readonly { readonly index: number; readonly stepRun: StepRun }[];
  readonly isUnreadable: boolean;
}

interface Place {
  readonly filter: RunFilter;
  /** The run where the walk goes on: behind it, or in it where there is an index. */
  readonly runId: string | undefined;
  readonly index: number | undefined;
}

const pageSize = 50;

/** Others get their turn after each run: some have journals of thousands of facts. */
export async function* walkRequests(
  { store, host }: Environment,
  { filter, runId, index }: Place,
): AsyncGenerator<RequestsOfRun> {
  const begun = index === undefined ? undefined : await store.run(runId ?? "");
  if (begun) yield await requestsOf(host, begun, index);
  for (let cursor = runId; ;) {
    const rows = await store.runs(filter, { limit: pageSize, cursor });
    for (const row of rows) {
      yield await requestsOf(host, row);
      await setImmediate();
    }
    if (rows.length < pageSize) return;
    cursor = rows.at(-1)?.id;
  }
}

async function requestsOf(
  host: Environment["host"],
  row: RunRow,
  fromIndex = 0,
): Promise<RequestsOfRun> {
  const requests = await readRequests(host, row).catch(() => undefined);
  // One damaged journal must not end the list for ever: the run itself tells what is wrong.
  if (!requests) return { row, requests: [], isUnreadable: true };
  return { row, requests: requests.filter(({ index }) => index >= fromIndex), isUnreadable: false };
}

async function readRequests(host: Environment["host"], { id }: RunRow) {
  const past = await host.past(id);
  const asking = past && askingSteps(past.program);
  // Deleted meanwhile, or nothing in it reaches the outside: no need to replay it.
  if (!asking || asking.size === 0) return [];
  const { stepRuns } = readHistory(past.program, past.identity, past.facts);
  return stepRuns.flatMap((stepRun, index) =>
    asking.has(stepRun.stepId) ? [{ index, stepRun }] : [],
  );
}

const known = new WeakMap<Program, ReadonlySet<string>>();

/** The steps of a program that act on the outside. */
function askingSteps(program: Program): ReadonlySet<string> {
  const ids = known.get(program) ?? new Set(askingIn(program.steps));
  known.set(program, ids);
  return ids;
}

function askingIn(list: ProgramList): readonly string[] {
  return list.flatMap(({ id, config, branches }) => [
    ...(config.kind === "action" && config.effect === "outside" ? [id] : []),
    ...[...branches.values()].flatMap(({ steps }) => askingIn(steps)),
  ]);
}
