import { ProblemError } from "@stepwell/api";
import { registry } from "@stepwell/catalog";
import type { CompiledTrigger, Definition, Json, JsonObject } from "@stepwell/core";
import { issueAt } from "../../http/problems.ts";

export function triggerOf({ trigger }: Definition): CompiledTrigger | undefined {
  const result = registry.triggers.get(trigger.type)?.compile(trigger.config);
  return result?.ok ? result.compiled : undefined;
}

/** The input as the trigger's declared inputs want it; nothing where the trigger declares none. */
export function checkedInput(definition: Definition, input: Json): JsonObject | undefined {
  const read = triggerOf(definition)?.readInput?.(input);
  if (!read) return undefined;
  if (read.ok) return read.data;
  throw new ProblemError("invalid_input", "The input does not fit the workflow's inputs.", {
    issues: read.issues.map((issue) => issueAt("input", issue)),
  });
}
