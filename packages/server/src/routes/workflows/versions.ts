import type { diffVersions, getVersion, listVersions } from "@stepwell/api";
import { type Definition, difference, type WorkflowRow } from "@stepwell/core";
import type { Handler } from "../../call.ts";
import type { Environment } from "../../environment.ts";
import { definitionOf, draftOf, presentVersion } from "../../presenters/workflow.ts";
import { notFound } from "../../refuse.ts";
import { loadWorkflow } from "./load.ts";

export const versions: Handler<typeof listVersions> = async ({ environment, params }) => {
  const workflow = await loadWorkflow(environment, params.id);
  const rows = await environment.store.versions(workflow.id);
  const newestFirst = rows.toSorted((a, b) => b.number - a.number);
  return { items: newestFirst.map((row) => presentVersion(row, workflow)), nextCursor: null };
};

export const version: Handler<typeof getVersion> = async ({ environment, params }) => {
  const workflow = await loadWorkflow(environment, params.id);
  const row = await loadVersion(environment, workflow, params.n);
  return { ...presentVersion(row, workflow), definition: row.definition };
};

export const diff: Handler<typeof diffVersions> = async ({ environment, params, query }) => {
  const workflow = await loadWorkflow(environment, params.id);
  const before = await definitionAt(environment, workflow, query.from);
  const after = await definitionAt(environment, workflow, query.to);
  return { changes: [...difference(before, after)] };
};

async function loadVersion({ store }: Environment, workflow: WorkflowRow, number: number) {
  const row = await store.version(workflow.id, number);
  if (!row) throw notFound("version", `${number} of workflow ${workflow.id}`);
  return row;
}

async function definitionAt(
  environment: Environment,
  workflow: WorkflowRow,
  at: number | "draft",
): Promise<Definition> {
  if (at === "draft") return draftOf(workflow);
  const { definition } = await loadVersion(environment, workflow, at);
  return definitionOf(definition, `version ${at} of ${workflow.id}`);
}
