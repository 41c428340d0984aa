import { z } from "zod";
import type { Operation } from "./operation.ts";
import type { ProblemCode } from "./problem.ts";

/**
 * Every refusal that an operation can answer with: its own, and those that follow from its shape.
 * What is not among them is never answered; a test sees to it.
 */
export function problemsOf(operation: Operation): readonly ProblemCode[] {
  const { permission, method, isInstallation, params, query, body, problems } = operation;
  const takesInput = ![params, query, body].every(hasNoFields);
  const all: readonly (ProblemCode | false)[] = [
    ...problems,
    permission !== "public" && "unauthorized",
    permission !== "public" && "forbidden",
    isInstallation !== true && "not_found",
    hasField(query, "cursor") && "invalid_cursor",
    (takesInput || method !== "GET") && "invalid_input",
    method !== "GET" && "cross_origin",
    method !== "GET" && "malformed_json",
    method !== "GET" && "unsupported_media_type",
    method !== "GET" && "payload_too_large",
    method !== "GET" && "read_only",
    "server_busy",
    "internal",
  ];
  return [...new Set(all.filter((code) => code !== false))];
}

function hasField(schema: z.ZodType, name: string): boolean {
  return schema instanceof z.ZodObject && Object.hasOwn(schema.shape, name);
}

export function hasNoFields(schema: z.ZodType): boolean {
  return schema instanceof z.ZodObject && Object.keys(schema.shape).length === 0;
}
