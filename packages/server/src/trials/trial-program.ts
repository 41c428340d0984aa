import { ProblemError } from "@stepwell/api";
import { registry } from "@stepwell/catalog";
import {
  checkDefinition,
  compileProgram,
  type Definition,
  findStep,
  hasErrors,
  type Json,
  type Program,
  type WorkflowRow,
} from "@stepwell/core";
import type { Environment } from "../environment.ts";
import { definitionOf, draftOf } from "../presenters/workflow.ts";
import { notFound } from "../refuse.ts";
import { findingsProblem, readDefinition } from "../routes/workflows/load.ts";
import { enabledFor, errorsBefore, withoutOthersErrors } from "./step-trial-definition.ts";

/** What is tried: a definition of the request, a version, or the draft. */
export interface TrialChoice {
  readonly definition?: Json | undefined;
  readonly version?: number | undefined;
}

/** @throws ProblemError with the checker's errors: what cannot be published cannot be tried */
export async function trialProgram(
  environment: Environment,
  row: WorkflowRow,
  choice: TrialChoice,
): Promise<Program> {
  const definition = await chosenDefinition(environment, row, choice);
  const findings = checkDefinition(definition, registry, environment.limits());
  if (hasErrors(findings)) throw findingsProblem(findings);
  return compiled(definition, row, choice);
}

/** As `trialProgram`, to try one step: what is wrong elsewhere does not matter. */
export async function stepTrialProgram(
  environment: Environment,
  row: WorkflowRow,
  choice: TrialChoice & { readonly stepId: string },
): Promise<Program> {
  const { stepId } = choice;
  const chosen = await chosenDefinition(environment, row, choice);
  if (!findStep(chosen, stepId)) throw notFound("step", `${stepId} in ${chosen.name}`);
  const definition = enabledFor(chosen, stepId);
  const findings = checkDefinition(definition, registry, environment.limits());
  const errors = errorsBefore(definition, stepId, findings);
  if (errors.length > 0) throw findingsProblem(errors);
  return compiled(withoutOthersErrors(definition, stepId, findings), row, choice);
}

function compiled(definition: Definition, row: WorkflowRow, choice: TrialChoice): Program {
  const workflow = { id: row.id, name: definition.name };
  const { version = row.latestVersion + 1 } = choice;
  return compileProgram({ workflow, version, definition }, registry);
}

async function chosenDefinition(
  { store }: Environment,
  row: WorkflowRow,
  { definition, version }: TrialChoice,
): Promise<Definition> {
  if (definition !== undefined && version !== undefined)
    throw new ProblemError("invalid_input", "Give a definition or a version, not both.");
  if (definition !== undefined) return readDefinition(definition);
  if (version === undefined) return draftOf(row);
  const stored = await store.version(row.id, version);
  if (!stored) throw notFound("version", `${version} of workflow ${row.id}`);
  return definitionOf(stored.definition, `version ${version} of ${row.id}`);
}
