import { readFileSync } from "node:fs";
import type { Json } from "@stepwell/core";
import { parse, stringify } from "yaml";
import { CliError } from "./cli-error.ts";
import { orderedDefinition } from "./workflow-files/ordered-definition.ts";

export type Definition = Record<string, never>;
export type FileFormat = "json" | "yaml";

/** Reads `*.flow.json` or `*.flow.yaml`; JSON is YAML. */
export function readDefinitionFile(path: string): Definition {
  try {
    const value: unknown = parse(readFileSync(path, "utf8"), { maxAliasCount: 100 });
    if (typeof value === "object" && value !== null) return value as Definition;
  } catch (error) {
    throw new CliError(`${path} cannot be read: ${error instanceof Error ? error.message : ""}`);
  }
  throw new CliError(`${path} holds no definition.`);
}

export function formatOf(path: string): FileFormat {
  return /\.ya?ml$/i.test(path) ? "yaml" : "json";
}

/** Other readers take a plain `yes` for true: what YAML 1.1 reads otherwise is in quotes. */
const yamlStyle = { lineWidth: 0, aliasDuplicateObjects: false, compat: "yaml-1.1" } as const;

/** The same definition gives the same text: keys in order, long texts on one line, no aliases. */
export function formatDefinition(definition: unknown, format: FileFormat): string {
  const ordered = orderedDefinition(definition as Json);
  return format === "json"
    ? `${JSON.stringify(ordered, null, 2)}\n`
    : stringify(ordered, yamlStyle);
}
