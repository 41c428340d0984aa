import type { Client } from "@stepwell/api";
import { type Change, type Definition, difference } from "@stepwell/core";
import { CliError } from "../cli-error.ts";
import {
  byUniqueName,
  draftOf,
  findWorkflow,
  listAllWorkflows,
  versionOf,
  type Workflow,
} from "../environment-workflows.ts";
import { calledFirst, withoutCallsOf } from "./called-candidates.ts";
import { type Candidate, type CheckFinding, findingsOf } from "./candidate.ts";

/* What a push is going to do, found out before anything is written. */

export interface PlannedPush {
  readonly candidate: Candidate;
  readonly findings: readonly CheckFinding[];
  /** What the environment has under that name. */
  readonly target: PushTarget | undefined;
  /** From the environment's draft to the candidate; empty for a new workflow. */
  readonly changes: readonly Change[];
  /** The draft has changes that would be lost: no version has them. */
  readonly isConflict: boolean;
}

interface PushTarget {
  readonly workflow: Workflow;
  /** The definition of the latest version. */
  readonly latest: Definition | undefined;
}

export async function planPush(
  call: Client,
  candidates: readonly Candidate[],
  environment: string,
): Promise<readonly PlannedPush[]> {
  const present = byUniqueName(await listAllWorkflows(call), environment);
  const archived = new Set((await listAllWorkflows(call, "archived")).map(({ name }) => name));
  const names = new Set(candidates.map(({ definition }) => definition.name));
  const planned: PlannedPush[] = [];
  for (const candidate of candidates) {
    const { name } = candidate.definition;
    const id = present.get(name)?.id;
    if (id === undefined && archived.has(name))
      throw new CliError(
        `${candidate.place}: the workflow “${name}” is archived in ${environment}; restore or delete it there first.`,
      );
    const workflow = id === undefined ? undefined : await findWorkflow(call, id, environment);
    const found = withoutCallsOf(names, candidate, await findingsOf(call, candidate));
    planned.push({ ...(await planOne(call, candidate, workflow)), findings: found });
  }
  return calledFirst(planned);
}

async function planOne(
  call: Client,
  candidate: Candidate,
  workflow: Workflow | undefined,
): Promise<Omit<PlannedPush, "findings">> {
  if (!workflow) return { candidate, target: undefined, changes: [], isConflict: false };
  const draft = draftOf(workflow);
  const { id, activeVersion, latestVersion } = workflow;
  const latest = latestVersion === null ? undefined : await versionOf(call, id, latestVersion);
  const changes = difference(draft, candidate.definition);
  const isKept =
    isSame(draft, latest) ||
    (activeVersion !== null && isSame(draft, await versionOf(call, id, activeVersion)));
  return {
    candidate,
    target: { workflow, latest },
    changes,
    isConflict: changes.length > 0 && !isKept,
  };
}

/** Do both say the same? */
export function isSame(one: Definition, other: Definition | undefined): boolean {
  return other !== undefined && difference(one, other).length === 0;
}
