import type { RetryPolicy } from "../definition.ts";
import { durationMs } from "../duration.ts";
import type { StepFailure } from "../step-error.ts";

export interface FailedAttempt {
  /** 1 for the first. */
  readonly attempt: number;
  readonly failure: StepFailure;
  /** Seed of the jitter: that of the run and the step path. */
  readonly seed: string;
}

/**
 * Milliseconds to wait before the next attempt, undefined where there is none. Exponential with
 * full jitter (Brooker, "Exponential Backoff And Jitter", 2015); Retry-After is a lower bound.
 */
export function retryDelayMs(
  policy: RetryPolicy | undefined,
  { attempt, failure, seed }: FailedAttempt,
): number | undefined {
  if (!policy || !failure.retryable || attempt >= policy.attempts) return undefined;
  const grown = durationMs(policy.initialDelay) * policy.factor ** (attempt - 1);
  const bounded = Math.min(grown, durationMs(policy.maxDelay));
  const delay = policy.jitter ? bounded * unitInterval(`${seed}#${attempt}`) : bounded;
  return Math.round(Math.max(delay, failure.retryAfterMs ?? 0));
}

/** A number in [0, 1) from a text: FNV-1a (Fowler, Noll, Vo), 32 bit, with a final mix. */
function unitInterval(seed: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < seed.length; index += 1)
    hash = Math.imul(hash ^ seed.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32;
}
