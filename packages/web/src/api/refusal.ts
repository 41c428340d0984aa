import type { Problem } from "@stepwell/api";

/** The server said no, and why. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail ?? problem.title);
    this.problem = problem;
  }
}

/** What went wrong, for a person to read. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Refusal)) return error instanceof Error ? error.message : String(error);
  const fields = error.problem.errors ?? [];
  return [error.message, ...fields.map(({ path, message }) => `${path}: ${message}`)].join("\n");
}

export function codeOf(error: unknown): string | undefined {
  return error instanceof Refusal ? error.problem.code : undefined;
}

/** The message for one field of what was sent, as `/password` or `password`. */
export function fieldMessage(error: unknown, field: string): string | undefined {
  if (!(error instanceof Refusal)) return undefined;
  const found = error.problem.errors?.find(
    ({ path }) => path === field || path === `/${field}` || path.endsWith(`.${field}`),
  );
  return found?.message;
}
