import { type Change, difference } from "@stepwell/core";
import type { NamedDefinition } from "../environment-workflows.ts";
import type { SoundFile } from "./workflow-file.ts";

/** What stands between an environment and a folder: what a push would do, and what it would leave. */
export interface FolderDifference {
  readonly new: readonly { readonly name: string; readonly path: string }[];
  readonly changed: readonly ChangedWorkflow[];
  /** In the environment, but in no file. */
  readonly missing: readonly { readonly name: string; readonly id: string }[];
}

interface ChangedWorkflow {
  readonly name: string;
  readonly path: string;
  readonly id: string;
  /** From the environment to the file. */
  readonly changes: readonly Change[];
}

export function folderDifference(
  files: readonly SoundFile[],
  workflows: readonly NamedDefinition[],
): FolderDifference {
  const byName = new Map(workflows.map((workflow) => [workflow.name, workflow]));
  const inFiles = new Set(files.map(({ definition }) => definition.name));
  return {
    new: files
      .filter(({ definition }) => !byName.has(definition.name))
      .map(({ path, definition }) => ({ name: definition.name, path })),
    changed: files.flatMap(({ path, definition }) => {
      const workflow = byName.get(definition.name);
      const changes = workflow ? difference(workflow.definition, definition) : [];
      return workflow && changes.length > 0
        ? [{ name: definition.name, path, id: workflow.id, changes }]
        : [];
    }),
    missing: workflows
      .filter(({ name }) => !inFiles.has(name))
      .map(({ name, id }) => ({ name, id })),
  };
}
