import type { ServerResponse } from "node:http";
import {
  type ProblemCode,
  ProblemError,
  type ProblemIssue,
  problemOf,
  problems,
} from "@stepwell/api";
import { StoreReadOnlyError } from "@stepwell/core";
import { isReadOnlyFailure } from "@stepwell/store";
import type { FastifyError } from "fastify";
import type { z } from "zod";
import { overloaded } from "../refuse.ts";
import { endLingering, isMuchUnread } from "./refuse-unread.ts";

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
  const { req: request } = response;
  const text = JSON.stringify(problemOf(problem));
  const isLast = isMuchUnread(request);
  response.writeHead(problems[problem.code].status, {
    ...safeHeaders,
    "content-type": "application/problem+json",
    "content-length": Buffer.byteLength(text),
    ...problem.headers,
    ...(isLast && { connection: "close" }),
  });
  if (isLast) endLingering(request, response, text);
  else response.end(text);
}

/** Refusals of the store, and Fastify's own (body too large, bad content length …), as ours. */
export function problemFrom(error: unknown): ProblemError | undefined {
  if (error instanceof ProblemError) return error;
  if (error instanceof StoreReadOnlyError) return readOnly(error.retryAfterMs);
  // The installation's file has no writer that would tell: a full disk comes as SQLite says it.
  if (isReadOnlyFailure(error)) return readOnly(readOnlyRetryMs);
  const { statusCode, code } = (error ?? {}) as Partial<FastifyError>;
  const problem = codesByStatus[statusCode ?? 0];
  if (problem !== "malformed_request") return problem && new ProblemError(problem);
  return new ProblemError(problem, `The request cannot be read (${code ?? "400"}).`);
}

const readOnlyRetryMs = 5000;

function readOnly(retryAfterMs: number): ProblemError {
  return overloaded({ kind: "overload", why: "read_only", retryAfterMs });
}

const codesByStatus: { readonly [status: number]: ProblemCode } = {
  400: "malformed_request",
  413: "payload_too_large",
  414: "uri_too_long",
  415: "unsupported_media_type",
};

/** An issue as a problem tells it: `body.trigger.type`. */
export function issueAt(
  where: string,
  { path, code, message }: Omit<ProblemIssue, "path"> & { readonly path: readonly PropertyKey[] },
): ProblemIssue {
  return { path: [where, ...path].map(String).join("."), code, message };
}

export function invalidInput(
  error: z.ZodError,
  where: string,
  detail = `The ${where} is not valid; see errors.`,
): ProblemError {
  return new ProblemError("invalid_input", detail, {
    issues: error.issues.map((issue) => issueAt(where, issue)),
  });
}
