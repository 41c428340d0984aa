import { ProblemError, problemOf, problems } from "@stepwell/api";
import type { FastifyError, FastifyReply } from "fastify";
import type { z } from "zod";

/** Writes the refusal; anything that is no refusal is a bug of ours: told by id, explained in the log. */
export function sendProblem(reply: FastifyReply, problem: ProblemError): FastifyReply {
  return reply
    .code(problems[problem.code].status)
    .headers({ "content-type": "application/problem+json", ...problem.headers })
    .send(JSON.stringify(problemOf(problem)));
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
