import { Refusal } from "../../../api/refusal.ts";

/* What a refused or broken request means for the draft that it brought. */

const againMs = 5000;

/** The server may have stored it all the same. */
export function mayHaveArrived(error: unknown): boolean {
  if (!(error instanceof Refusal)) return true;
  const { status } = error.problem;
  return status === 0 || status >= 500;
}

/** When the same is worth another try; undefined where the answer would be the same. */
export function againAfterMs(error: unknown): number | undefined {
  if (!(error instanceof Refusal)) return againMs;
  const isPassing = mayHaveArrived(error) || error.problem.status === 429;
  return isPassing ? Math.max(againMs, error.retryAfterMs ?? 0) : undefined;
}
