import type { ServerResponse } from "node:http";
import { ProblemError, problemOf, problems } from "@stepwell/api";
import type { FastifyError } from "fastify";
import type { z } from "zod";

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

/** Fastify's own refusals (body too large, bad content length …) as ours. */
export function problemFrom(error: unknown): ProblemError | undefined {
  if (error instanceof ProblemError) return error;
  const { statusCode, code } = (error ?? {}) as Partial<FastifyError>;
  switch (statusCode) {
    case 413:
      return new ProblemError("payload_too_large");
    case 415:
      return new ProblemError("unsupported_media_type");
    case 400:
      return new ProblemError("malformed_json", `The request cannot be read (${code ?? "400"}).`);
    default:
      return undefined;
  }
}

export function invalidInput(error: z.ZodError, where: string): ProblemError {
  return new ProblemError("invalid_input", `The ${where} is not valid; see errors.`, {
    issues: error.issues.map(({ path, code, message }) => ({
      path: [where, ...path].map(String).join("."),
      code,
      message,
    })),
  });
}
