import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { CliError } from "../cli-error.ts";
import {
  readWorkflowFile,
  shapeProblems,
  type SoundFile,
  type WorkflowFile,
} from "./workflow-file.ts";

/* The `*.flow.yaml` and `*.flow.json` files below a folder: each holds one workflow, and its name says which. */

const workflowFile = /\.flow\.(?:ya?ml|json)$/i;
const depthMax = 16;

/** All workflow files, by path. A folder that is not there is empty. @throws CliError */
export function readFolder(folder: string): readonly WorkflowFile[] {
  if (!existsSync(folder)) return [];
  if (!statSync(folder).isDirectory()) throw new CliError(`${folder} is no directory.`);
  const readings = pathsBelow(folder).map((path) => readWorkflowFile(folder, path));
  const files = readings.flatMap((reading) => (reading.ok ? [reading.file] : []));
  const problems = readings.flatMap((reading) => (reading.ok ? [] : [reading.problem]));
  refuseFiles([...problems, ...sameNames(files)]);
  return files;
}

/** The files of a folder that has to be there, all of them definitions. @throws CliError */
export function readSoundFolder(folder: string): readonly SoundFile[] {
  if (!existsSync(folder)) throw new CliError(`There is no directory ${folder}.`);
  const files = readFolder(folder);
  refuseFiles(files.flatMap(shapeProblems));
  return files.flatMap(({ path, parsed, lineOf }) =>
    parsed.ok ? [{ path, definition: parsed.definition, lineOf }] : [],
  );
}

function pathsBelow(folder: string, below = "", depth = 1): readonly string[] {
  const entries = readdirSync(join(folder, below), { withFileTypes: true });
  const found = entries.flatMap((entry) => {
    const path = below === "" ? entry.name : `${below}/${entry.name}`;
    if (entry.isFile()) return workflowFile.test(entry.name) ? [path] : [];
    const isOurs = !entry.name.startsWith(".") && entry.name !== "node_modules";
    return entry.isDirectory() && isOurs && depth < depthMax
      ? pathsBelow(folder, path, depth + 1)
      : [];
  });
  return found.toSorted();
}

function sameNames(files: readonly WorkflowFile[]): readonly string[] {
  const first = new Map<string, WorkflowFile>();
  return files.flatMap((file) => {
    const other = first.get(file.name);
    if (!other) first.set(file.name, file);
    return other
      ? [`${file.path}: the workflow “${file.name}” is in ${other.path} too; one name, one file`]
      : [];
  });
}

function refuseFiles(problems: readonly string[]): void {
  if (problems.length > 0) throw new CliError(problems.join("\n"));
}
