import type { ServerResponse } from "node:http";
import { type ProblemCode, ProblemError, problemOf, problems } from "@stepwell/api";
import { StoreReadOnlyError } from "@stepwell/core";
import type { FastifyError } from "fastify";
import type { z } from "zod";
import { overloaded } from "../refuse.ts";

/** What every answer carries: nothing is kept, guessed or told on. */
export const safeHeaders = {
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
} as const;

/** Turns a bug of ours into a refusal with an id, and explains it in the log. */
export type ExplainError = (error: unknown, where: string) => ProblemError;

/** Writes a refusal, where nothing was written yet. */
export function writeProblem(response: ServerResponse, problem: ProblemError): void {
  if (response.headersSent) return;
  const text = JSON.stringify(problemOf(problem));
  response.writeHead(problems[problem.code].status, {
    ...safeHeaders,
    "content-type": "application/problem+json",
    "content-length": Buffer.byteLength(text),
    ...problem.headers,
  });
  response.end(text);
}

/** Refusals of the store, and Fastify's own (body too large, bad content length …), as ours. */
export function problemFrom(error: unknown): ProblemError | undefined {
  if (error instanceof ProblemError) return error;
  if (error instanceof StoreReadOnlyError)
    return overloaded({ kind: "overload", why: "read_only", retryAfterMs: error.retryAfterMs });
  const { statusCode, code } = (error ?? {}) as Partial<FastifyError>;
  const problem = codesByStatus[statusCode ?? 0];
  if (problem !== "malformed_request") return problem && new ProblemError(problem);
  return new ProblemError(problem, `The request cannot be read (${code ?? "400"}).`);
}

const codesByStatus: { readonly [status: number]: ProblemCode } = {
  400: "malformed_request",
  413: "payload_too_large",
  414: "uri_too_long",
  415: "unsupported_media_type",
};

export function invalidInput(error: z.ZodError, where: string): ProblemError {
  return new ProblemError("invalid_input", `The ${where} is not valid; see errors.`, {
    issues: error.issues.map(({ path, code, message }) => ({
      path: [where, ...path].map(String).join("."),
      code,
      message,
    })),
  });
}
