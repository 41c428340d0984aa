import {
  type Client,
  createWorkflow,
  getWorkflow,
  listWorkflows,
  makeClient,
  setLimits,
  updateWorkflow,
} from "@stepwell/api";
import { mkdtempSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeAll } from "vitest";
import { type Outcome, stepwell, useServer } from "../command-line.suite.ts";
import { formatDefinition } from "../definition-file.ts";

/* Folders of workflow files, and the sandbox of a server to keep them in step with. */

export interface WorkflowFiles {
  /** A command at the sandbox. */
  run(...args: readonly string[]): Promise<Outcome>;
  call(): Client;
  /** An empty folder. */
  folder(): string;
  /** Writes a file beside the folders; its path. */
  file(name: string, text: string): string;
  make(name: string, expression?: string): Promise<{ readonly id: string }>;
  named(name: string): Promise<readonly Summary[]>;
  draftOf(name: string): Promise<unknown>;
  /** Files away whatever is there, under other names. */
  empty(): Promise<void>;
}

type Summary = Awaited<ReturnType<typeof namedIn>>[number];

/** A definition of one step that calculates. */
export const definition = (name: string, expression = "1 + 2") => ({
  format: "stepwell/v1",
  name,
  trigger: { type: "manual", config: {} },
  steps: [{ id: "sum", type: "calculate", config: { engine: "formula", expression } }],
});

export function write(path: string, name: string, expression?: string): void {
  writeFileSync(path, formatDefinition(definition(name, expression), "yaml"));
}

async function namedIn(call: Client, name: string) {
  const { items } = await call(listWorkflows, { query: { q: name } });
  return items.filter((one) => one.name === name);
}

export function useWorkflowFiles(): WorkflowFiles {
  const { at, dataDir, file } = useServer();

  function call(): Client {
    const [, url = "", , key = ""] = at();
    return makeClient({ url, key, environment: "sandbox" });
  }

  beforeAll(async () => {
    await call()(setLimits, { body: { workflowsMax: 1000, activeWorkflowsMax: 1000 } });
  });

  return {
    call,
    file,
    run: (...args) => stepwell(...args, "--env", "sandbox", ...at()),
    folder: () => mkdtempSync(join(dirname(dataDir), "files-")),
    make: (name, expression) =>
      call()(createWorkflow, { body: { definition: definition(name, expression) } }),
    named: (name) => namedIn(call(), name),
    async draftOf(name) {
      const [only] = await namedIn(call(), name);
      const { draft } = await call()(getWorkflow, { params: { id: only?.id ?? "" } });
      return draft.definition;
    },
    async empty() {
      const { items } = await call()(listWorkflows, { query: { limit: 200 } });
      for (const { id, name } of items) {
        const body = { archived: true, name: `${name} of ${id}` };
        await call()(updateWorkflow, { params: { id }, body });
      }
    },
  };
}
