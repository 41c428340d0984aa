import type { Client } from "@stepwell/api";
import { CliError } from "./cli-error.ts";
import { note, print } from "./print.ts";
import type { Candidate } from "./workflow-files/candidate.ts";
import { type PlannedPush, planPush } from "./workflow-files/push-plan.ts";
import {
  conflictLines,
  describePlan,
  describePushed,
  findingLines,
  lackLines,
} from "./workflow-files/push-text.ts";
import {
  actionsOf,
  carryOut,
  type Drafted,
  type Pushed,
  type PushOptions,
  writeDraft,
} from "./workflow-files/push-writing.ts";

/* What push and promote share: all is looked at before anything is written. */

export interface PushOrder extends PushOptions {
  readonly environment: string;
  /** Nothing is written. */
  readonly dryRun?: boolean;
  /** Drafts are overwritten whatever is in them. */
  readonly force?: boolean;
  readonly json?: boolean;
  /** How connections are mapped, for who has to. */
  readonly mapOption: string;
}

/** @throws CliError where something has errors or would be lost; then nothing is written */
export async function pushCandidates(
  call: Client,
  candidates: readonly Candidate[],
  order: PushOrder,
): Promise<void> {
  const planned = await planPush(call, candidates, order.environment);
  refuse(planned, order);
  for (const line of findingLines(planned, "warning")) note(line);
  const drafted = order.dryRun === true ? [] : await writeDrafts(call, planned);
  const pushed: (Pushed & Pick<PlannedPush, "changes">)[] = [];
  for (const [index, one] of planned.entries()) {
    const draft = drafted[index];
    const done = draft ? await carryOut(call, draft, order) : onlyPlanned(one, order);
    pushed.push({ ...done, changes: one.changes });
    if (order.json === true || isUnchanged(done)) continue;
    print(order.dryRun === true ? describePlan(done, one) : describePushed(done, one));
  }
  if (order.json === true) return print(JSON.stringify(pushed));
  return note(summaryOf(pushed, order));
}

async function writeDrafts(
  call: Client,
  planned: readonly PlannedPush[],
): Promise<readonly Drafted[]> {
  const drafted: Drafted[] = [];
  for (const one of planned) drafted.push({ planned: one, draft: await writeDraft(call, one) });
  return drafted;
}

/** Says everything that is in the way at once, below what would be done without it. @throws CliError */
function refuse(planned: readonly PlannedPush[], order: PushOrder): void {
  const obstacles = obstaclesOf(planned, order);
  if (obstacles.length === 0) return;
  for (const one of planned) {
    const wanted = onlyPlanned(one, order);
    if (!isUnchanged(wanted)) note(describePlan(wanted, one));
  }
  throw new CliError([...obstacles, "Nothing was written."].join("\n"));
}

function obstaclesOf(
  planned: readonly PlannedPush[],
  { environment, force, mapOption }: PushOrder,
): readonly string[] {
  return [
    ...findingLines(planned, "error"),
    ...lackLines(planned, environment, mapOption),
    ...(force === true ? [] : conflictLines(planned, environment)),
  ];
}

function onlyPlanned(planned: PlannedPush, options: PushOptions): Pushed {
  const { candidate, target } = planned;
  return {
    name: candidate.definition.name,
    place: candidate.place,
    ...(target && { id: target.workflow.id }),
    actions: actionsOf(planned, options),
  };
}

function isUnchanged({ actions }: Pushed): boolean {
  return actions.includes("unchanged");
}

function summaryOf(pushed: readonly Pushed[], { dryRun, environment }: PushOrder): string {
  const count = (wanted: string) =>
    pushed.filter(({ actions }) => actions.some((action) => action === wanted)).length;
  const parts = ["created", "updated", "published", "activated", "unchanged"]
    .filter((action) => count(action) > 0)
    .map((action) => `${count(action)} ${action}`);
  const what = parts.length === 0 ? "no workflows" : parts.join(", ");
  return dryRun === true
    ? `Dry run, nothing was written. ${environment} would have: ${what}.`
    : `${environment}: ${what}.`;
}
