import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  type Definition,
  type DefinitionParse,
  isJsonObject,
  type Json,
  parseDefinition,
} from "@stepwell/core";
import { type FileFormat, formatOf } from "../definition-file.ts";
import { readSource } from "./source.ts";

/** A file of a folder that holds a workflow. */
export interface WorkflowFile {
  /** Below the folder, with slashes. */
  readonly path: string;
  readonly format: FileFormat;
  readonly name: string;
  readonly parsed: DefinitionParse;
  lineOf(path: readonly PropertyKey[]): number;
}

/** A workflow file whose definition has its shape. */
export interface SoundFile {
  readonly path: string;
  readonly definition: Definition;
  lineOf(path: readonly PropertyKey[]): number;
}

export type FileReading =
  | { readonly ok: true; readonly file: WorkflowFile }
  | { readonly ok: false; readonly problem: string };

export function readWorkflowFile(folder: string, path: string): FileReading {
  const source = readSource(readFileSync(join(folder, path), "utf8"));
  if (!source.ok) return { ok: false, problem: `${path}:${source.line}: ${source.message}` };
  const { value, lineOf } = source;
  const name = nameIn(value);
  if (name === undefined)
    return { ok: false, problem: `${path}:${lineOf(["name"])}: it has no name` };
  const file = { path, format: formatOf(path), name, parsed: parseDefinition(value), lineOf };
  return { ok: true, file };
}

function nameIn(value: Json): string | undefined {
  const name = isJsonObject(value) ? value["name"] : undefined;
  return typeof name === "string" && name.trim() !== "" ? name.trim() : undefined;
}

/** What keeps a file from being a definition, a line each. */
export function shapeProblems({ path, parsed, lineOf }: WorkflowFile): readonly string[] {
  if (parsed.ok) return [];
  return parsed.issues.map(({ path: at, message }) => {
    const where = at.length === 0 ? "" : `${at.map(String).join(".")}: `;
    return `${path}:${lineOf(at)}: ${where}${message}`;
  });
}
