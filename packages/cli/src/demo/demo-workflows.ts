import {
  activateWorkflow,
  type AnswerOf,
  type Client,
  createWorkflow,
  listWorkflows,
  publishWorkflow,
  setSecret,
} from "@stepwell/api";
import type { Server } from "@stepwell/server";
import { fileURLToPath } from "node:url";
import { CliError } from "../cli-error.ts";
import { readDefinitionFile } from "../definition-file.ts";

/* The demo's two workflows: the examples of the repository, imported once. */

export const demoEnvironment = "sandbox";

export type DemoName = "github" | "stripe";

export interface DemoWorkflow {
  readonly id: string;
  readonly name: string;
  /** The address as people see it. */
  readonly url: string;
  /** What the sender signs with. */
  readonly secret: string;
  readonly isNew: boolean;
}

const folders: { readonly [Name in DemoName]: string } = {
  github: "github-issue-triage",
  stripe: "stripe-payment-router",
};

/** A file of the repository's examples. */
export function exampleFile(name: DemoName, file: string): string {
  return fileURLToPath(new URL(`../../../../examples/${folders[name]}/${file}`, import.meta.url));
}

/** The workflow with its secret, active; made only where there is none of its name. */
export async function openWorkflow(
  server: Server,
  call: Client,
  name: DemoName,
): Promise<DemoWorkflow> {
  const secret = await secretOf(server, call, name);
  const definition = readDefinitionFile(exampleFile(name, `${folders[name]}.flow.json`));
  const known = await findByName(call, String(definition["name"]));
  const found = known ?? (await call(createWorkflow, { body: { definition } }));
  const { url } = found.trigger;
  if (url === undefined)
    throw new CliError(`the workflow “${found.name}” has no webhook any more.`);
  await activate(call, found);
  return { id: found.id, name: found.name, secret, url, isNew: known === undefined };
}

/** A secret that is there stays: somebody may have pointed a real sender at the sandbox. */
async function secretOf({ parts }: Server, call: Client, name: DemoName): Promise<string> {
  const known = parts.environments.get(demoEnvironment)?.secrets.get(name);
  if (known !== undefined) return known;
  const made = parts.ids.secret();
  await call(setSecret, { params: { name }, body: { value: made } });
  return made;
}

type Summary = AnswerOf<typeof listWorkflows>["items"][number];

async function findByName(call: Client, name: string): Promise<Summary | undefined> {
  const { items } = await call(listWorkflows, { query: { q: name, limit: 200 } });
  return items.find((workflow) => workflow.name === name);
}

async function activate(
  call: Client,
  { id, active, latestVersion }: Pick<Summary, "id" | "active" | "latestVersion">,
): Promise<void> {
  if (active) return;
  if (latestVersion === null) await call(publishWorkflow, { params: { id }, body: {} });
  await call(activateWorkflow, { params: { id }, body: {} });
}
