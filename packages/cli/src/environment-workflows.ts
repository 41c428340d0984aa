import { type AnswerOf, type Client, getVersion, getWorkflow, listWorkflows } from "@stepwell/api";
import { type Definition, type Json, parseDefinition } from "@stepwell/core";
import { CliError } from "./cli-error.ts";

/* The workflows of an environment, by name: files know no ids. */

export type Workflow = AnswerOf<typeof getWorkflow>;
export type WorkflowSummary = AnswerOf<typeof listWorkflows>["items"][number];

/** Oldest first. */
export async function listAllWorkflows(
  call: Client,
  which: "present" | "archived" = "present",
): Promise<readonly WorkflowSummary[]> {
  const found: WorkflowSummary[] = [];
  for (let cursor: string | undefined; ;) {
    const query = { limit: 200, archived: String(which === "archived"), cursor };
    const { items, nextCursor } = await call(listWorkflows, { query });
    found.push(...items);
    if (nextCursor === null) return found.toReversed();
    cursor = nextCursor;
  }
}

/** @throws CliError where two have one name: by their names they cannot be told apart */
export function byUniqueName<Item extends { readonly name: string; readonly id: string }>(
  items: readonly Item[],
  environment: string,
): ReadonlyMap<string, Item> {
  const found = new Map<string, Item>();
  for (const item of items) {
    const other = found.get(item.name);
    if (other)
      throw new CliError(
        `In ${environment} two workflows have the name “${item.name}”: ${other.id} and ${item.id}. Rename one: files are matched by name.`,
      );
    found.set(item.name, item);
  }
  return found;
}

const idPattern = /^wf_[0-9a-z]{26}$/;

/** The workflow of an id or of a name that only it has. @throws CliError */
export async function findWorkflow(
  call: Client,
  given: string,
  environment: string,
): Promise<Workflow> {
  if (idPattern.test(given)) return call(getWorkflow, { params: { id: given } });
  const found = (await listAllWorkflows(call)).filter(({ name }) => name === given);
  const [only] = found;
  if (!only) throw new CliError(`There is no workflow “${given}” in ${environment}.`);
  if (found.length > 1)
    throw new CliError(
      `In ${environment} ${found.length} workflows have the name “${given}”; give an id: ${found.map(({ id }) => id).join(", ")}.`,
    );
  return call(getWorkflow, { params: { id: only.id } });
}

/** What the server has stored, in the shape that it had when it was stored. */
function readStored(stored: unknown, what: string): Definition {
  const parsed = parseDefinition(stored as Json);
  if (parsed.ok) return parsed.definition;
  throw new CliError(`${what} has a form that this version of stepwell does not know.`);
}

export function draftOf({ draft, name }: Workflow): Definition {
  return readStored(draft.definition, `The draft of “${name}”`);
}

export async function versionOf(call: Client, id: string, number: number): Promise<Definition> {
  const { definition } = await call(getVersion, { params: { id, n: number } });
  return readStored(definition, `Version ${number} of ${id}`);
}

export interface NamedDefinition {
  readonly id: string;
  readonly name: string;
  readonly definition: Definition;
}

export type Side = "draft" | "active";

export interface EnvironmentWorkflows {
  /** Names of all that are there. */
  readonly names: ReadonlySet<string>;
  /** Their drafts, or their active versions; who has none is left out. */
  readonly definitions: readonly NamedDefinition[];
}

/** @throws CliError where two workflows have one name */
export async function loadWorkflows(
  call: Client,
  environment: string,
  side: Side,
): Promise<EnvironmentWorkflows> {
  const summaries = byUniqueName(await listAllWorkflows(call), environment);
  const definitions: NamedDefinition[] = [];
  for (const { id, name, activeVersion } of summaries.values()) {
    const definition = await definitionAt(call, { id, activeVersion, side });
    if (definition) definitions.push({ id, name, definition });
  }
  return { names: new Set(summaries.keys()), definitions };
}

interface Wanted {
  readonly id: string;
  readonly activeVersion: number | null;
  readonly side: Side;
}

async function definitionAt(
  call: Client,
  { id, activeVersion, side }: Wanted,
): Promise<Definition | undefined> {
  if (side === "draft") return draftOf(await call(getWorkflow, { params: { id } }));
  return activeVersion === null ? undefined : versionOf(call, id, activeVersion);
}
