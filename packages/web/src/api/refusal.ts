import type { Problem } from "@stepwell/api";
import i18next from "i18next";
import type common from "../i18n/en/common.json";
import { sayLimit } from "../i18n/limit-words.ts";

/** The server said no, and why. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly problem: Problem;
  /** When it may be asked again, where the server has said so. */
  readonly retryAfterMs: number | undefined;

  constructor(problem: Problem, retryAfterMs?: number) {
    super(problem.detail ?? problem.title);
    this.problem = problem;
    this.retryAfterMs = retryAfterMs;
  }
}

/** What went wrong, for a person to read. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Refusal)) return error instanceof Error ? error.message : String(error);
  const fields = error.problem.errors ?? [];
  return [...wordsOf(error), ...fields.map(({ path, message }) => `${path}: ${message}`)].join(
    "\n",
  );
}

/** The server speaks English: in other languages its title comes first, in the person's words. */
function wordsOf({ message, problem: { code, title, detail } }: Refusal): readonly string[] {
  const limit = sayLimit(message);
  if (limit !== message) return [limit];
  if (i18next.language === "en" || !i18next.exists(`refused.${code}`)) return [message];
  const said = i18next.t(`refused.${code as keyof typeof common.refused}`);
  return detail === undefined || detail === title ? [said] : [said, detail];
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
