import { readFileSync } from "node:fs";
import { parse, stringify } from "yaml";
import { CliError } from "./cli-error.ts";

export type Definition = Record<string, never>;

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

export function formatDefinition(definition: unknown, format: "json" | "yaml"): string {
  return format === "json" ? `${JSON.stringify(definition, null, 2)}\n` : stringify(definition);
}
