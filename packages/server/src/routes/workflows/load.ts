import { isAllowed, type Operation, ProblemError } from "@stepwell/api";
import {
  type Definition,
  type Finding,
  type Json,
  limitMessage,
  parseDefinition,
  type WorkflowRow,
} from "@stepwell/core";
import type { Call } from "../../call.ts";
import type { Environment } from "../../environment.ts";
import { issueAt } from "../../http/problems.ts";
import { presentWorkflow, type WorkflowContext } from "../../presenters/workflow.ts";
import { notFound } from "../../refuse.ts";

/* What the workflow routes share: reading a row, and refusing what cannot be stored. */

export async function loadWorkflow({ store }: Environment, id: string): Promise<WorkflowRow> {
  const row = await store.workflow(id);
  if (!row) throw notFound("workflow", id);
  return row;
}

/** The definition of a body, or the problem that names each wrong place. */
export function readDefinition(value: Json): Definition {
  const parsed = parseDefinition(value);
  if (parsed.ok) return parsed.definition;
  throw new ProblemError(
    "invalid_input",
    "The definition does not have the form stepwell/v1; see errors.",
    { issues: parsed.issues.map((issue) => issueAt("definition", issue)) },
  );
}

export function findingsProblem(findings: readonly Finding[]): ProblemError {
  const errors = findings.filter(({ severity }) => severity === "error");
  return new ProblemError(
    "definition_has_errors",
    `The checker found ${errors.length === 1 ? "an error" : `${errors.length} errors`}; see errors.`,
    { issues: errors.map(issueOfFinding) },
  );
}

function issueOfFinding({ path, code, message, hint }: Finding) {
  return { path, code, message: hint === undefined ? message : `${message}. ${hint}` };
}

type Asking = Pick<Call<Operation>, "server" | "environment" | "principal">;

export function contextOf({ server, environment, principal }: Asking): WorkflowContext {
  return {
    environment: environment.name,
    origin: server.origin(),
    limits: environment.limits(),
    names: environment.names(),
    mayStartRuns: isAllowed(principal.role, "runs.start"),
  };
}

export function present(row: WorkflowRow, call: Asking) {
  return presentWorkflow(row, contextOf(call));
}

export function revisionConflict({ draftRevision }: WorkflowRow): ProblemError {
  return new ProblemError(
    "revision_conflict",
    `The draft has revision ${draftRevision} now; read it and apply your change again.`,
  );
}

/** @throws ProblemError where one more active workflow would be too many. */
export async function checkActiveLimit(
  { store, limits }: Environment,
  { id }: WorkflowRow,
): Promise<void> {
  const { activeWorkflowsMax } = limits();
  const rows = await store.workflows();
  const active = rows.filter((row) => row.id !== id && row.activeVersion !== undefined);
  if (active.length >= activeWorkflowsMax)
    throw new ProblemError("limit_reached", limitMessage("activeWorkflowsMax", activeWorkflowsMax));
}
