import type { Json } from "./json.ts";

/** What a failed step run keeps of its error; also what `scopes.<id>.error` shows. */
export interface StepFailure {
  readonly code: string;
  readonly message: string;
  readonly retryable: boolean;
  readonly details?: Json;
  /** The step whose own work failed, where the failure came up from a branch. */
  readonly stepId?: string;
  /** Milliseconds that the other side asked us to wait (Retry-After). */
  readonly retryAfterMs?: number;
}

/** The operational error that steps throw; caught once, where the step is carried out. */
export class StepError extends Error {
  override readonly name = "StepError";
  readonly failure: StepFailure;

  constructor(failure: Omit<StepFailure, "retryable"> & { readonly retryable?: boolean }) {
    super(failure.message);
    this.failure = { ...failure, retryable: failure.retryable ?? false };
  }
}

/** Any thrown value as a failure; an unknown one is a bug of ours and says so. */
export function failureOf(error: unknown): StepFailure {
  if (error instanceof StepError) return error.failure;
  const message = error instanceof Error ? error.message : String(error);
  return { code: "internal", message: `internal error: ${message}`, retryable: false };
}
