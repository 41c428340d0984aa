import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

/* The files of the repository, for the tests that look at its shape. */

export const root = dirname(dirname(import.meta.dirname));

export interface SourceFile {
  /** From the root, with slashes. */
  readonly path: string;
  readonly text: string;
}

const skipped = new Set(["node_modules", ".git", "coverage", "dist", ".stepwell"]);

export function filesBelow(folder: string, ending: RegExp): readonly SourceFile[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((path) => !path.split("/").some((part) => skipped.has(part)))
    .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));
}

export function foldersIn(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}

const importPattern =
  /^\s*(?:import|export)\b[^"';]*?from\s+"([^"]+)"|^\s*import\s+"([^"]+)"|\bimport\("([^"]+)"\)/gm;

/** Module names that a file imports. */
export function importsOf({ text }: SourceFile): readonly string[] {
  return [...text.matchAll(importPattern)].map(([, a, b, c]) => a ?? b ?? c ?? "");
}
