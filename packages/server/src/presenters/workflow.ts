import type { AnswerOf, createWorkflow } from "@stepwell/api";
import { registry } from "@stepwell/catalog";
import {
  checkDefinition,
  type Definition,
  type Json,
  type KnownNames,
  type Limits,
  parseDefinition,
  required,
  type VersionRow,
  type WorkflowRow,
} from "@stepwell/core";
import { isoTime } from "./time.ts";

type Workflow = AnswerOf<typeof createWorkflow>;

export interface WorkflowContext {
  readonly environment: string;
  readonly origin: string;
  readonly limits: Limits;
  readonly names: KnownNames;
  /** Who knows a webhook's address starts runs by it. */
  readonly mayStartRuns: boolean;
}

/** A workflow with its draft and the checker's findings. */
export function presentWorkflow(row: WorkflowRow, context: WorkflowContext): Workflow {
  const definition = draftOf(row);
  const findings = checkDefinition(definition, registry, context.limits, context.names);
  return {
    ...presentWorkflowSummary(row, context),
    draft: { definition: row.draft, revision: row.draftRevision, findings: [...findings] },
  };
}

export function presentWorkflowSummary(row: WorkflowRow, context: WorkflowContext) {
  const { description = null, folder = null, tags = [], trigger } = draftOf(row);
  return {
    id: row.id,
    name: row.name,
    description,
    folder,
    tags: [...tags],
    active: row.activeVersion !== undefined,
    activeVersion: row.activeVersion ?? null,
    latestVersion: row.latestVersion === 0 ? null : row.latestVersion,
    archived: row.isArchived,
    createdAt: isoTime(row.createdAt),
    updatedAt: isoTime(row.updatedAt),
    trigger: { type: trigger.type, ...urlOf(trigger.type, row, context) },
    draft: { revision: row.draftRevision },
  };
}

function urlOf(type: string, { token }: WorkflowRow, context: WorkflowContext) {
  const { origin, environment, mayStartRuns } = context;
  if (type !== "webhook" || !mayStartRuns) return {};
  return { url: `${origin}/hooks/${environment}/${token}` };
}

/** The draft, which had the right shape when it was stored. */
export function draftOf({ draft, id }: WorkflowRow): Definition {
  return definitionOf(draft, `draft of ${id}`);
}

export function definitionOf(stored: Json, what: string): Definition {
  const parsed = parseDefinition(stored);
  return required(parsed.ok ? parsed.definition : undefined, `the stored ${what} has its shape`);
}

export function presentVersion(row: VersionRow, { activeVersion }: WorkflowRow) {
  return {
    workflowId: row.workflowId,
    version: row.number,
    note: row.note ?? null,
    active: row.number === activeVersion,
    publishedAt: isoTime(row.publishedAt),
    publishedBy: row.publishedBy,
  };
}
